"""Is a minute counted from the first call, and forgotten after it?"""

from api.limits import Counters


def test_a_minute_ends():
    counters = Counters()

    assert counters.wait("a", limit=1, now=0.0) == 0.0
    assert counters.wait("a", limit=1, now=10.0) == 50.0
    assert counters.wait("b", limit=1, now=10.0) == 0.0
    assert counters.wait("a", limit=1, now=60.0) == 0.0


def test_old_counters_are_forgotten(monkeypatch):
    monkeypatch.setattr("api.limits.MOST_COUNTERS", 2)
    counters = Counters()
    for key in range(4):
        counters.wait(key, limit=1, now=float(key))

    assert counters.wait("later", limit=1, now=100.0) == 0.0
    assert len(counters) == 1

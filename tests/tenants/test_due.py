"""Does every clock have one source, a warning, and a place on the list?"""

import pytest

from tenants.due import FURTHEST_WARNING, WARN_DAYS, Clock, sources


def test_every_clock_says_when_it_warns():
    assert set(WARN_DAYS) == set(Clock)
    assert FURTHEST_WARNING == 60


def test_a_clock_is_answered_for_once(settings):
    settings.CLOCK_SOURCES = ["register.queries.clocks.CLOCKS"] * 2
    sources.cache_clear()

    with pytest.raises(ValueError, match="Two apps answer"):
        sources()

    settings.CLOCK_SOURCES = ["register.queries.clocks.CLOCKS"]
    assert Clock.LETTER in sources()
    sources.cache_clear()


# Answered for by the application of rights and by the agreements' own clocks.
ELSEWHERE = frozenset(
    {
        Clock.SUBJECT_ACCESS,
        Clock.RECTIFICATION,
        Clock.ERASURE,
        Clock.OBJECTION,
        Clock.RESTRICTION,
        Clock.COMPLAINT,
        Clock.BREACH,
        Clock.POLICE,
        Clock.RIDDOR,
    }
)


def test_every_clock_that_runs_has_a_source():
    assert set(Clock) - set(sources()) <= ELSEWHERE

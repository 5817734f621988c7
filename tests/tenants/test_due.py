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

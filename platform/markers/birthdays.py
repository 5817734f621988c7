"""Could these be one person's date of birth?"""

from datetime import date
from enum import IntEnum

from rapidfuzz.distance import OSA


ABOUT_A_YEAR = 1
APPROXIMATE_YEARS = 5


class Born(IntEnum):
    """How two births compare, from a contradiction to the same day."""

    DIFFERENT = 0
    UNKNOWN = 1
    SAME_YEAR = 2
    NEAR = 3
    SAME = 4


def compare_births(
    asked: date | None,
    asked_year: int | None,
    held: date | None,
    held_year: int | None,
) -> Born:
    """Compare what was typed with what is held: dates first, else years.

    NEAR is one slip of the pen: day and month exchanged, one digit wrong, or two
    neighbouring digits exchanged. A held year may be worked out from a guessed age, so
    only a gap of more than five years contradicts.
    """
    if asked and held:
        return _compare_days(asked, held)
    one = asked.year if asked else asked_year
    other = held.year if held else held_year
    if one is None or other is None:
        return Born.UNKNOWN
    apart = abs(one - other)
    if apart <= ABOUT_A_YEAR:
        return Born.SAME_YEAR
    return Born.DIFFERENT if apart > APPROXIMATE_YEARS else Born.UNKNOWN


def _compare_days(asked: date, held: date) -> Born:
    if asked == held:
        return Born.SAME
    swapped = (asked.year, asked.day, asked.month) == (held.year, held.month, held.day)
    slip = OSA.distance(f"{asked:%d%m%Y}", f"{held:%d%m%Y}", score_cutoff=1) == 1
    return Born.NEAR if swapped or slip else Born.DIFFERENT

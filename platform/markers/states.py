"""In which states can a marker be, and how sure can a match be?"""

from enum import StrEnum


class MarkerState(StrEnum):
    """The states of an entry that a check may answer from; ended, its row is gone."""

    PROVISIONAL = "PROVISIONAL"
    ACTIVE = "ACTIVE"
    UNDER_REVIEW = "UNDER_REVIEW"


class Confidence(StrEnum):
    """How sure a match is. CERTAIN and LIKELY can be a HIT; POSSIBLE never is."""

    CERTAIN = "CERTAIN"
    LIKELY = "LIKELY"
    POSSIBLE = "POSSIBLE"

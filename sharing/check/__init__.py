"""Is there a warning for this visit or contact? Used by every organisation."""

from sharing.check.actions import NotRecorded, NotYours, Stale, again, check
from sharing.check.answer import Answer, CheckAnswer, Ring, ShownMarker, Source
from sharing.check.history import CheckMade, mine
from sharing.check.request import BadRequest, CheckRequest


__all__ = [
    "Answer",
    "BadRequest",
    "CheckAnswer",
    "CheckMade",
    "CheckRequest",
    "NotRecorded",
    "NotYours",
    "Ring",
    "ShownMarker",
    "Source",
    "Stale",
    "again",
    "check",
    "mine",
]

"""Is there a warning for this visit or contact? Used by every organisation."""

from sharing.check.actions import again, check, may_ask
from sharing.check.answer import Answer, CheckAnswer, Ring, ShownMarker, Source
from sharing.check.history import CheckMade, mine
from sharing.check.refusals import (
    KeyReused,
    NotRecorded,
    NotScoped,
    NotSignedIn,
    NotYours,
    Stale,
)
from sharing.check.request import BadRequest, CheckRequest


__all__ = [
    "Answer",
    "BadRequest",
    "CheckAnswer",
    "CheckMade",
    "CheckRequest",
    "KeyReused",
    "NotRecorded",
    "NotScoped",
    "NotSignedIn",
    "NotYours",
    "Ring",
    "ShownMarker",
    "Source",
    "Stale",
    "again",
    "check",
    "may_ask",
    "mine",
]

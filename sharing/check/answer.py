"""What may be told to whoever asked?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tenants.codes import Level, Precaution


class Answer(StrEnum):
    """CLEAR is said only when every source that should have answered did."""

    HIT = "HIT"
    CLEAR = "CLEAR"
    CANNOT_TELL = "CANNOT_TELL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Whom to telephone."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One register of this request: was it searched, and if not, why not?"""

    organisation: str
    searched: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMarker:
    """One marker at the level this asker may see; what lies above it is empty.

    `id` is the asker's organisation's own for this marker: no other organisation is
    ever given the same one.
    """

    id: UUID
    organisation: str
    level: Level
    precautions: tuple[Precaution, ...]
    category: str
    category_label: str
    summary: str
    matched_on: tuple[str, ...]
    display: str
    review_on: date | None
    expires_on: date | None
    ring: Ring


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """The whole answer, good until `stale_after`. Nowhere does it say "safe"."""

    id: UUID
    answer: Answer
    as_of: datetime
    stale_after: datetime
    scope: tuple[Source, ...]
    markers: tuple[ShownMarker, ...]
    ring: Ring
    why: str

"""What is asked, what is held, and what content is published?

Plain frozen facts: no Django here, so keys and matching are pure functions of them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markers.states import Confidence, MarkerState


# A marker on alias `m` that may answer a check today. At its end date it answers nothing.
LIVE_SQL = """m.starts_on <= (SELECT public.heed_today())
    AND m.ends_on > (SELECT public.heed_today())
    AND (m.provisional_until IS NULL OR m.provisional_until > now())"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The place and the person a check asks about, as typed."""

    uprn: str = ""
    postcode: str = ""
    building: str = ""
    address: str = ""
    name: str = ""
    date_of_birth: date | None = None
    birth_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in comparable form: the columns a marker is compared by."""

    uprn: str = ""
    postcode: str = ""
    building: str = ""
    address_key: str = ""
    area_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One row that shares a key with the request, as stored (already normalised)."""

    marker_id: UUID
    owner: UUID
    follows: str
    uprn: str
    postcode: str
    building: str
    address_key: str
    names: tuple[str, ...]
    date_of_birth: date | None
    birth_year: int | None
    elsewhere: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A candidate that may be the one asked about, how surely, and by what."""

    marker_id: UUID
    owner: UUID
    confidence: Confidence
    matched_on: tuple[str, ...]
    score: float
    by_place: bool
    place: str
    elsewhere: bool = False
    names: tuple[str, ...] = ()
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The matches a check may show, and those it may only speak of as doubt."""

    hits: tuple[Match, ...]
    doubtful: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another place an entry still stands at, as it is written."""

    address: str = ""
    uprn: str = ""
    postcode: str = ""
    building: str = ""
    area_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerContent:
    """Everything a live entry shows a check, given by the register."""

    entry_id: UUID
    reference: str
    subject_kind: str
    follows: str
    category: str
    precautions: tuple[str, ...]
    ring_name: str
    ring_phone: str
    state: MarkerState
    starts_on: date
    ends_on: date
    review_on: date
    shareable: bool
    name: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    birth_year: int | None = None
    address: str = ""
    uprn: str = ""
    postcode: str = ""
    building: str = ""
    area_code: str = ""
    panel: str = ""
    summary: str = ""
    provisional_until: datetime | None = None
    processing_restricted: bool = False
    elsewhere: tuple[Elsewhere, ...] = ()

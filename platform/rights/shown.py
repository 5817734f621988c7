"""What do the pages and the API of people's rights get to show? Frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.shown import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request on the list. No name: whom it is about is on its own page."""

    reference: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    received_on: date
    due_on: date | None
    overdue: bool
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """A record on the register that may be the person who asks."""

    id: UUID
    display: str
    other_names: str
    born: str
    place: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    id: UUID
    effect: str
    effect_label: str
    entry_reference: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """Where the copy of what is held stands."""

    id: UUID
    state: str
    state_label: str
    gathered_at: datetime
    sealed_at: datetime | None
    shown: int
    redacted: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseLine:
    about: str
    asked: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """One request; `may` names the steps open now."""

    line: RequestLine
    received_how: str
    requester_name: str
    requester_address: str
    acting_for: str
    what_asked: str
    identity_how: str
    due_working: tuple[str, ...]
    extension_reason: str
    acknowledged_at: datetime | None
    outcome_label: str
    outcome_reasons: str
    answered_at: datetime | None
    letter_sent_at: datetime | None
    people: tuple[PersonFound, ...]
    entries: tuple[str, ...]
    pauses: tuple[PauseLine, ...]
    changes: tuple[ChangeLine, ...]
    letters: tuple[LetterLine, ...]
    export: ExportLine | None
    timeline: tuple[Moment, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePage:
    """One thing told once to somebody outside."""

    reference: str
    entry_reference: str
    to_label: str
    recipient: str
    recipient_person: str
    recipient_reference: str
    basis_label: str
    parts: tuple[str, ...]
    told: str
    necessity: str
    how: str
    disclosed_at: datetime
    subject_may_know: bool
    not_telling_reason: str
    decided_by: str
    decided_at: datetime

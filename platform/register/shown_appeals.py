"""What do the pages about appeals get to show? Frozen, and cut to who reads."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.texts import Section
from register.shown import NoticeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLine:
    """One appeal on a list, without a name."""

    reference: str
    entry_reference: str
    state_label: str
    is_open: bool
    received_on: date
    hearing_at: datetime | None
    due_on: date | None
    outcome_label: str
    may_open: bool = True
    """False for whoever had a part in its entry: they see that it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealList:
    """What I hear, what I arrange, and what I may comment on."""

    to_hear: tuple[AppealLine, ...]
    to_arrange: tuple[AppealLine, ...]
    to_comment: tuple[AppealLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A panel member. `view_label` is empty until given, and until the reader may
    know it: a member sees the others' after giving their own."""

    id: UUID
    name: str
    has_view: bool
    view_label: str
    view_reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersLine:
    number: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage:
    """One appeal. `may` names the steps open to this reader now.

    Steps: acknowledge, assign, set-hearing, prepare, withdraw, view, outcome, comment.
    """

    reference: str
    version: int
    entry_reference: str
    state_label: str
    is_open: bool
    person: str
    received_on: date
    route_label: str
    grounds: str
    represented_by: str
    late_reason: str
    acknowledge_due_on: date
    acknowledge_working: tuple[str, ...]
    acknowledged_at: datetime | None
    hearing_due_on: date
    hearing_working: tuple[str, ...]
    hearing_at: datetime | None
    hearing_place: str
    members: tuple[MemberLine, ...]
    comments: tuple[str, ...]
    papers: tuple[PapersLine, ...]
    bundle: tuple[Section, ...]
    letters: tuple[NoticeLine, ...]
    outcome_label: str
    reasons: str
    changes: tuple[str, ...]
    decided_at: datetime | None
    may: frozenset[str]

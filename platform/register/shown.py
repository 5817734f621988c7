"""What do the register's pages get to show? Frozen, and cut to the viewer's level."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.facts import ReportContent
from tenants.codes import Level, Precaution


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of a timeline. `who` is a name within the organisation, or empty."""

    at: datetime
    what: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as somebody may see it; `may` names the steps open to them now.

    Steps: change, countersign, return, decide, enter-provisionally.
    """

    reference: str
    version: int
    state: str
    state_label: str
    origin_label: str
    reporter: str
    countersigner: str
    countersign_comment: str
    return_reason: str
    content: ReportContent | None
    entry_reference: str
    timeline: tuple[Moment, ...]
    may: frozenset[str]
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing that waits for somebody. No personal data."""

    reference: str
    what: str
    state_label: str
    owner: str
    due_on: date | None
    overdue: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A letter on an entry's page, and how its due date came about."""

    id: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    due_on: date
    due_working: tuple[str, ...]
    has_document: bool
    to_print: bool
    not_sent_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyShown:
    """What the person said, beside the entry. Only at FULL."""

    text: str
    route_label: str
    received_on: date
    appeal_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """What was decided and why. Only at FULL."""

    outcome_label: str
    decider: str
    decided_at: datetime
    criteria: tuple[tuple[str, str], ...]
    proportionality: str
    audience: tuple[tuple[str, str], ...]
    term_working: tuple[str, ...]
    told: bool
    not_told_reason: str
    not_told_retest_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """An entry at the viewer's level: what the level does not allow is empty."""

    id: UUID
    reference: str
    version: int
    state: str
    state_label: str
    is_live: bool
    answers_now: bool
    level: Level
    overlays: tuple[str, ...]
    display: str
    place: str
    precautions: tuple[Precaution, ...]
    category: str
    category_label: str
    category_text: str
    panel: str
    summary: str
    ring_name: str
    ring_phone: str
    starts_on: date
    review_on: date
    ends_on: date
    order_ends_on: date | None
    erased_on: date | None
    end_reason: str
    notices: tuple[NoticeLine, ...]
    timeline: tuple[Moment, ...]
    decision: DecisionShown | None
    contents: tuple[ReportContent, ...]
    replies: tuple[ReplyShown, ...] = ()
    not_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry on the list: whom it is about only where the level allows."""

    reference: str
    state: str
    state_label: str
    category_label: str
    display: str
    review_on: date
    ends_on: date
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList:
    """One page of the register's list; `pages` is how many there are."""

    rows: tuple[EntryLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySlice:
    """Some rows of the list, and what the next ones follow, if there are more."""

    rows: tuple[EntryLine, ...]
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody saw an entry, as the audit holds it."""

    at: datetime
    who: str
    role: str
    what: str
    purpose: str
    level: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report on a program's list. No personal data."""

    reference: str
    state: str
    entry_reference: str
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSlice:
    rows: tuple[ReportLine, ...]
    after: tuple[str] | None

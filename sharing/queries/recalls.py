"""Which recalls wait, on which side, and what was it that a recall takes back?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from audit import secrets
from sharing.check.request import from_record
from sharing.check.showing import pairwise
from sharing.errors import NotFound
from sharing.models import Agreement, Check, Recall, Receipt
from sharing.permissions import LONDON
from sharing.queries.releases import references_of
from sharing.reasons import RecallDone, may_be_done, reason_label
from tenants.codes import Activity, Purpose, Role
from tenants.context import current_organisation
from tenants.models import Organisation


MOST_LISTED = 200
MOST_LOOKUPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLine:
    """One recall in a list. `marker` is the recipient's own id for what it was shown;
    `entry` is its owner's reference, told to the owner alone while it keeps the entry.
    """

    id: UUID
    marker: UUID
    entry: str
    owner: str
    recipient: str
    agreement: str
    reason: str
    reason_label: str
    shown_at: datetime | None
    raised_at: datetime
    due_on: date
    suspends_on: date
    overdue: bool
    chased: int
    suspended_at: datetime | None
    acknowledged_at: datetime | None
    done: str

    @property
    def done_label(self) -> str:
        """What was stated; an acknowledgement older than the statements has none."""
        return RecallDone(self.done).label if self.done else ""

    @property
    def state_label(self) -> str:
        if self.acknowledged_at is not None:
            return "Acknowledged"
        if self.suspended_at is not None:
            return "Overdue, agreement suspended"
        return "Overdue" if self.overdue else "Waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """One check of the recipient's own people that was answered with what is recalled.

    `asked` is what they typed, while its month's key lives.
    """

    at: datetime
    role: str
    purpose: str
    activity: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallPage:
    line: RecallLine
    mine: bool
    choices: tuple[RecallDone, ...]
    lookups: tuple[LookUp, ...]


def received(*, at: datetime) -> list[RecallLine]:
    """What this organisation was told to drop or correct, what waits first."""
    return _lines(Recall.objects.filter(recipient=current_organisation().id), at)


def raised(*, at: datetime) -> list[RecallLine]:
    """What this organisation took back from others, what waits first."""
    return _lines(Recall.objects.filter(owner=current_organisation().id), at)


def recall_for(recall_id: UUID, *, at: datetime) -> RecallPage:
    """One recall, for either side. Only its recipient sees what its people typed.

    Raises:
        NotFound: this organisation is on neither side, or there is none.
    """
    found = Recall.objects.filter(pk=recall_id).first()
    if found is None:
        raise NotFound("There is no such recall.")
    [line] = _lines(Recall.objects.filter(pk=recall_id), at)
    mine = found.recipient == current_organisation().id
    return RecallPage(
        line=line,
        mine=mine,
        choices=may_be_done(found.reason),
        lookups=tuple(_lookups(found)) if mine else (),
    )


def _lines(found: QuerySet[Recall], at: datetime) -> list[RecallLine]:
    today = at.astimezone(LONDON).date()
    rows = list(found.order_by("acknowledged_at", "due_on", "pk")[:MOST_LISTED])
    rows.sort(key=lambda row: row.acknowledged_at is not None)
    names = dict(
        Organisation.objects.filter(
            pk__in={party for row in rows for party in (row.owner, row.recipient)}
        ).values_list("pk", "name")
    )
    references = dict(
        Agreement.objects.filter(pk__in={row.agreement_id for row in rows}).values_list(
            "pk", "reference"
        )
    )
    ours = {row.entry_id for row in rows if row.owner == current_organisation().id}
    entries = references_of(ours) if ours else {}
    return [_line(row, names, references, entries, today=today) for row in rows]


def _line(
    row: Recall,
    names: dict[UUID, str],
    references: dict[UUID, str],
    entries: Mapping[UUID, str],
    *,
    today: date,
) -> RecallLine:
    return RecallLine(
        id=row.pk,
        marker=pairwise(organisation=row.recipient, marker_id=row.marker_id),
        entry=entries.get(row.entry_id, ""),
        owner=names.get(row.owner, "An organisation that has left"),
        recipient=names.get(row.recipient, "An organisation that has left"),
        agreement=references.get(row.agreement_id, ""),
        reason=row.reason,
        reason_label=reason_label(row.reason),
        shown_at=row.shown_at,
        raised_at=row.raised_at,
        due_on=row.due_on,
        suspends_on=row.suspends_on or row.due_on,
        overdue=row.acknowledged_at is None and row.due_on < today,
        chased=row.chased,
        suspended_at=row.suspended_at,
        acknowledged_at=row.acknowledged_at,
        done=row.done,
    )


def _lookups(found: Recall) -> list[LookUp]:
    """The recipient's checks that showed it, newest first."""
    shown = Receipt.objects.filter(
        organisation=found.recipient,
        owner=found.owner,
        marker_id=found.marker_id,
        question="CHECK",
        permitted=True,
    )
    ids = shown.order_by("-decided_at").values_list("check_id", flat=True)
    checks = Check.objects.filter(
        organisation=found.recipient, pk__in=set(ids[:MOST_LOOKUPS])
    )
    return [_lookup(check) for check in checks.order_by("-as_of")]


def _lookup(check: Check) -> LookUp:
    return LookUp(
        at=check.as_of,
        role=Role(check.actor_role).label if check.actor_role in Role else "A program",
        purpose=Purpose(check.purpose).label if check.purpose in Purpose else "",
        activity=Activity(check.activity).label if check.activity in Activity else "",
        asked=_asked(check),
    )


def _asked(check: Check) -> str:
    try:
        typed = from_record(
            secrets.decrypt_terms(check.organisation, check.as_of, bytes(check.request))
        )
    except secrets.Unreadable:
        return ""
    parts = (typed.name, typed.building, typed.address, typed.postcode, typed.uprn)
    return ", ".join(part for part in parts if part)

"""What between organisations waits for this person?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from register.queries.work import my_work
from register.shown import WorkItem
from sharing.models import MisuseCase, Recall
from sharing.permissions import LONDON, READING
from sharing.queries.agreement_lines import AgreementRow
from sharing.queries.agreements import agreements
from sharing.queries.works import open_questions
from sharing.reasons import reason_label
from sharing.states import Step
from tenants.codes import Activity, Permission
from tenants.context import current_organisation
from tenants.models import Organisation


# Steps that somebody waits for; the others may be taken and nobody waits.
AWAITED = frozenset(
    {
        Step.OFFER,
        Step.ACCEPT,
        Step.ARRANGE,
        Step.PUT_IN_FORCE,
        Step.CLEAR_SUSPENSION,
        Step.LIFT_SUSPENSION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingItem:
    """One thing to do, in the shape of the register's own work items."""

    reference: str
    what: str
    state_label: str
    owner: str
    due_on: date | None
    overdue: bool
    kind: str


def work_for(user: User, *, at: datetime) -> list[WorkItem | SharingItem]:
    """Everything that waits for this person, in the register and between organisations."""
    today = at.astimezone(LONDON).date()
    items: list[WorkItem | SharingItem] = [
        *my_work(user, on=today),
        *sharing_work(user, at=at),
    ]
    return sorted(items, key=lambda item: (not item.overdue, item.due_on or date.max))


def sharing_work(user: User, *, at: datetime) -> list[SharingItem]:
    """Agreements whose next step is this person's, and recalls to acknowledge."""
    today = at.astimezone(LONDON).date()
    held = permissions_of(roles_of(user, today))
    items: list[SharingItem] = []
    if held & READING:
        items += _agreements(agreements(user, at=at))
    if held & {Permission.SHARE, Permission.SIGN_AGREEMENT, Permission.RIGHTS}:
        items += _cases(today)
    if Permission.SIGN_AGREEMENT in held:
        items += _questions()
    if Permission.ACKNOWLEDGE_RECALL in held:
        items += _recalls(today)
    return items


def _agreements(rows: Sequence[AgreementRow]) -> list[SharingItem]:
    return [
        SharingItem(
            reference=str(row.id),
            what=f"{row.reference}: {row.discloser} shares with {row.recipient}",
            state_label=_state_of(row),
            owner="" if row.stopped else row.waiting_for,
            due_on=None,
            overdue=False,
            kind="agreement",
        )
        for row in rows
        if row.may & AWAITED
        or Step.INDEMNIFY in row.may
        or (Step.RENEW_COVER in row.may and row.stopped)
    ]


def _state_of(row: AgreementRow) -> str:
    """Where it stands, and what stops it if something does."""
    if row.stopped:
        return f"{row.state_label}. {row.waiting_for}"
    return row.under_way or row.state_label


def _questions() -> list[SharingItem]:
    """What was asked about our work and waits for an answer."""
    return [
        SharingItem(
            reference=str(asked.pk),
            what=f"A question about {Activity(asked.activity).label.lower()}",
            state_label="Not answered yet",
            owner="you",
            due_on=None,
            overdue=False,
            kind="question",
        )
        for asked in open_questions()
    ]


def _cases(today: date) -> list[SharingItem]:
    """Misuse cases that are open, due when their 72 hours end."""
    found = MisuseCase.objects.filter(closed_at__isnull=True)
    return [
        SharingItem(
            reference=str(case.pk),
            what=f"Misuse case {case.reference}",
            state_label="Open: sharing has stopped",
            owner="Both organisations",
            due_on=case.breach_due_at.astimezone(LONDON).date(),
            overdue=case.breach_due_at.astimezone(LONDON).date() < today,
            kind="misuse",
        )
        for case in found.order_by("breach_due_at")
    ]


def _recalls(today: date) -> list[SharingItem]:
    open_ones = Recall.objects.filter(
        recipient=current_organisation().id, acknowledged_at__isnull=True
    )
    names = dict(Organisation.objects.values_list("pk", "name"))
    return [
        SharingItem(
            reference=str(item.pk),
            what=f"Recall from {names.get(item.owner, '')}: say what you did with it",
            state_label=reason_label(item.reason),
            owner="you",
            due_on=item.due_on,
            overdue=item.due_on < today,
            kind="recall",
        )
        for item in open_ones.order_by("due_on")
    ]

"""Who has not answered a recall, who is reminded, and when does the sharing stop?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import holders_of
from audit import outbox
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from notifications.actions import Envelope, queue
from notifications.models import Channel, MessageKind
from sharing.actions.agreements.stopping import suspend_lapsed
from sharing.actions.recalls import TELL
from sharing.check_rules import in_words
from sharing.errors import NotNow
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Recall
from sharing.permissions import LONDON
from sharing.queries.waiting_recalls import waiting_recalls
from tenants.codes import Permission, Role
from tenants.context import current_organisation
from tenants.queries import link, organisation


PATH = "/recalls/{recall}/"
OVERDUE = "A recall of {day} was not acknowledged by {due}."


def chase(*, at: datetime) -> tuple[int, int]:
    """Remind of every recall past its date, and suspend where the grace is over too.

    Run by the discloser each day; a second run on one day changes nothing. Returns how
    many were reminded of, and how many agreements were suspended.
    """
    today = at.astimezone(LONDON).date()
    overdue = waiting_recalls().filter(
        owner=current_organisation().id, due_on__lt=today
    )
    reminded = suspended = 0
    for recall_id in overdue.order_by("due_on", "pk").values_list("pk", flat=True):
        reminded += _remind(recall_id, at=at)
        suspended += _suspend(recall_id, at=at)
    return reminded, suspended


@transaction.atomic
def tell(*, recall_id: UUID, at: datetime) -> int:
    """Write to everybody at the recipient who acknowledges recalls. No personal data.

    Run by the recipient. Once a person for the recall itself, and once for each day on
    which it was chased; returns how many were written to.
    """
    found = Recall.objects.filter(
        pk=recall_id,
        recipient=current_organisation().id,
        acknowledged_at__isnull=True,
    ).first()
    if found is None:
        return 0
    people = _acknowledgers(at)
    for person in people:
        queue(_envelope(found, person), at=at)
    return len(people)


@transaction.atomic
def _remind(recall_id: UUID, *, at: datetime) -> bool:
    today = at.astimezone(LONDON).date()
    found = _open(recall_id)
    if found is None or found.chased_on == today:
        return False
    Recall.objects.filter(pk=recall_id).update(chased=found.chased + 1, chased_on=today)
    outbox.post(
        task=TELL, organisation=found.recipient, arguments={"recall_id": str(recall_id)}
    )
    _record(Kind.RECALL_CHASED, found, at=at)
    return True


@transaction.atomic
def _suspend(recall_id: UUID, *, at: datetime) -> bool:
    """Stop the agreement once, on the day its grace is over."""
    today = at.astimezone(LONDON).date()
    found = _open(recall_id)
    if found is None or found.suspended_at is not None:
        return False
    if (found.suspends_on or found.due_on) > today:
        return False
    raised_on = found.raised_at.astimezone(LONDON).date()
    reason = OVERDUE.format(day=in_words(raised_on), due=in_words(found.due_on))
    try:
        suspend_lapsed(agreement_id=found.agreement_id, reason=reason, at=at)
    except NotNow:
        return False  # It has stopped or ended already, so nothing is shown under it.
    Recall.objects.filter(pk=recall_id).update(suspended_at=at)
    _record(Kind.RECALL_OVERDUE, found, at=at)
    return True


def _open(recall_id: UUID) -> Recall | None:
    return (
        Recall.objects.select_for_update()
        .filter(pk=recall_id, acknowledged_at__isnull=True)
        .first()
    )


def _acknowledgers(at: datetime) -> list[User]:
    today = at.astimezone(LONDON).date()
    found: dict[UUID, User] = {}
    for role in Role:
        if Permission.ACKNOWLEDGE_RECALL in role.permissions:
            found |= {user.pk: user for user in holders_of(role, today)}
    return sorted(found.values(), key=lambda user: user.email)


def _envelope(found: Recall, person: User) -> Envelope:
    again = found.chased > 0
    owner = organisation(found.owner).name
    address = link(current_organisation().id, PATH.format(recall=found.pk))
    begins = "Still waiting" if again else "Please act"
    lines = [
        f"{owner} has taken back or corrected a warning your people were shown.",
        f"Say what you have done about it by {in_words(found.due_on)}.",
    ]
    if again:
        lines.append(_passed(found))
    lines += [address, "This message holds no details on purpose. Sign in to see more."]
    return Envelope(
        once=f"recall:{found.pk}:{found.chased}:{person.pk}",
        kind=MessageKind.RECALL,
        channel=Channel.EMAIL,
        to_address=person.email,
        subject_line=f"{begins}: a warning was taken back or corrected",
        body="\n\n".join(lines) + "\n",
        due_on=found.due_on,
    )


def _passed(found: Recall) -> str:
    """What follows from silence. An agreement that stopped already cannot stop again."""
    stands = AgreementVersion.objects.filter(
        agreement_id=found.agreement_id, state=AgreementState.IN_FORCE.value
    )
    if not stands.exists():
        return "That day has passed. You are reminded each day until somebody does."
    stops = in_words(found.suspends_on or found.due_on)
    return f"That day has passed. The agreement is suspended on {stops} if nobody does."


def _record(kind: Kind, found: Recall, *, at: datetime) -> None:
    record(
        kind=kind,
        organisation=found.owner,
        by=system("sharing.schedule", organisation=found.owner),
        at=at,
        subject=str(found.pk),
        details={"agreement": str(found.agreement_id), "due_on": str(found.due_on)},
    )

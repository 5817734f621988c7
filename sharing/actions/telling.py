"""Who on each side is told by e-mail that something happened to an agreement?

A reference and a link, nothing else: what happened is read after signing in.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from audit import outbox
from notifications.actions import Envelope, queue
from notifications.models import Channel, MessageKind
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementEvent
from sharing.permissions import LONDON
from sharing.states import Step, done
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.models import Organisation, Status
from tenants.queries import link


TASK = "sharing.tell_people"
PATH = "/agreements/{agreement}/"
# Steps after which somebody must act or knows that sharing has stopped or begun.
TOLD = frozenset(
    {
        Step.OFFER,
        Step.ACCEPT,
        Step.INDEMNIFY,
        Step.PUT_IN_FORCE,
        Step.ARRANGE,
        Step.SUSPEND,
        Step.LIFT_SUSPENSION,
        Step.TERMINATE,
        Step.EXPIRE,
        Step.REPORT_MISUSE,
        Step.CLOSE_MISUSE,
    }
)
WHO = frozenset(
    {Role.SHARING_OFFICER, Role.PARTNER_SIGNATORY, Role.DATA_PROTECTION_OFFICER}
)


def owe_telling(event: AgreementEvent) -> None:
    """Leave the telling of each side in the outbox."""
    if Step(event.step) not in TOLD:
        return
    parties = Organisation.objects.filter(
        pk__in=[event.discloser, event.recipient], status=Status.ACTIVE
    )
    for organisation in parties.values_list("pk", flat=True):
        outbox.post(
            task=TASK, organisation=organisation, arguments={"event_id": str(event.pk)}
        )


@transaction.atomic
def tell_people(*, event_id: UUID, at: datetime) -> int:
    """Queue one message a person of ours, each once however often this runs."""
    event = AgreementEvent.objects.get(pk=event_id)
    agreement = Agreement.objects.get(pk=event.agreement_id)
    here = current_organisation()
    what = done(Step(event.step), state=AgreementState(event.state))
    address = link(here.id, PATH.format(agreement=agreement.pk))
    people = people_of_ours(at=at)
    for person in people:
        queue(
            Envelope(
                once=f"agreement-event:{event.pk}:{person.pk}",
                kind=MessageKind.REMINDER,
                channel=Channel.EMAIL,
                to_address=person.email,
                subject_line=f"Agreement {agreement.reference}: {what.lower()}",
                body=_body(agreement.reference, what, address),
            ),
            at=at,
        )
    return len(people)


def people_of_ours(*, at: datetime) -> list[User]:
    """Whoever answers for agreements here, in one of those roles today."""
    today = at.astimezone(LONDON).date()
    active = User.objects.filter(is_active=True, grants__role__in=WHO).distinct()
    return [user for user in active.order_by("email") if roles_of(user, today) & WHO]


def _body(reference: str, what: str, address: str) -> str:
    return (
        f"Agreement {reference}: {what.lower()}.\n\n{address}\n\n"
        "Sign in to see what it means and what is for you to do.\n"
    )

"""Who is told, without a word of personal data, that there is a new entry?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Team, User
from audit import outbox
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from notifications.actions import Envelope, queue
from notifications.models import Channel, MessageKind
from register.models import Entry
from tenants.clocks import add_working_days, civil_date
from tenants.codes import ELIGIBLE_MODES
from tenants.context import current_organisation
from tenants.packs.choices import PushMode
from tenants.queries import current_pack, link


TELL_STAFF = "register.tell_staff"
ENTRY_PATH = "/register/entries/{reference}/"


def owe_new_entry_message(entry: Entry, *, at: datetime) -> None:
    """Leave the telling of staff in the outbox, where the pack wants it told."""
    organisation = current_organisation()
    if current_pack(organisation).push.mode is PushMode.NONE:
        return
    outbox.post(
        task=TELL_STAFF,
        organisation=organisation.id,
        arguments={"entry_id": str(entry.pk)},
    )


@transaction.atomic
def tell_staff(*, entry_id: UUID, at: datetime) -> int:
    """Queue one message a person, each once however often this runs.

    The message holds a reference and a link; who may open the link is asked then.
    """
    organisation = current_organisation()
    entry = Entry.objects.select_related("decision").get(pk=entry_id)
    days = current_pack(organisation).notify_days
    due = add_working_days(
        civil_date(entry.entered_at), days, nation=organisation.nation
    )
    address = link(organisation.id, ENTRY_PATH.format(reference=entry.reference))
    people = recipients_of(entry)
    for person in people:
        queue(
            Envelope(
                once=f"new-entry:{entry.pk}:{person.pk}",
                kind=MessageKind.NEW_ENTRY,
                channel=Channel.EMAIL,
                to_address=person.email,
                subject_line=f"New register entry {entry.reference}",
                body=_body(organisation.name, entry.reference, address),
                due_on=due.on,
            ),
            at=at,
        )
    record(
        kind=Kind.STAFF_TOLD,
        organisation=organisation.id,
        by=system("register", organisation=organisation.id),
        at=at,
        subject=entry.reference,
        details={"people": len(people)},
    )
    return len(people)


def recipients_of(entry: Entry) -> list[User]:
    """Active members of the teams the decision chose and of the pack's groups, in
    teams that meet people at all."""
    chosen = [choice["team_id"] for choice in entry.audience]
    groups = current_pack(current_organisation()).push.groups
    modes = [mode.value for mode in ELIGIBLE_MODES]
    teams = Team.objects.filter(active=True, contact_mode__in=modes)
    told = teams.filter(pk__in=chosen) | teams.filter(name__in=groups)
    people = User.objects.filter(is_active=True, teams__in=told)
    return list(people.distinct().order_by("email"))


def _body(organisation: str, reference: str, address: str) -> str:
    return (
        f"There is a new entry on the register of {organisation}.\n\n"
        f"Reference: {reference}\n{address}\n\n"
        "Sign in to see what it asks of you. This message holds no details on purpose."
        "\n"
    )

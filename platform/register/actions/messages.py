"""Who is told, without a word of personal data, that there is a new entry?"""

from datetime import date, datetime
from uuid import UUID

import structlog
from django.db import transaction

from accounts.models import Team, User
from accounts.permissions import holders_of
from audit import outbox
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from audit.models import Tombstone
from notifications.actions import Envelope, queue
from notifications.models import Channel, MessageKind
from register.models import Entry
from tenants.clocks import add_working_days, civil_date
from tenants.codes import ELIGIBLE_MODES, Role
from tenants.context import current_organisation
from tenants.packs.choices import PushMode
from tenants.queries import current_pack, link


log = structlog.get_logger(__name__)

TELL_STAFF = "register.tell_staff"
ENTRY_PATH = "/register/entries/{reference}/"


def owe_new_entry_message(entry: Entry, *, at: datetime) -> None:
    """Leave the telling of staff in the outbox, where the pack wants it told."""
    organisation = current_organisation()
    pack = current_pack(organisation, civil_date(at))
    if pack.push.mode is PushMode.NONE and not pack.ward_notice:
        return
    outbox.post(
        task=TELL_STAFF,
        organisation=organisation.id,
        arguments={"entry_id": str(entry.pk)},
    )


@transaction.atomic
def tell_staff(*, entry_id: UUID, at: datetime) -> int:
    """Queue one message a person, each once however often this runs; how many.

    The message holds a reference and a link; who may open the link is asked then.
    Nobody is told of an entry that is erased meanwhile, or being erased.
    """
    organisation = current_organisation()
    if Tombstone.objects.filter(pk=entry_id).exists():
        log.info("message_of_an_erased_entry", entry=str(entry_id))
        return 0
    entry = Entry.objects.select_related("decision").get(pk=entry_id)
    days = current_pack(organisation).notify_days
    due = add_working_days(
        civil_date(entry.entered_at), days, nation=organisation.nation
    )
    address = link(organisation.id, ENTRY_PATH.format(reference=entry.reference))
    people = recipients_of(entry)
    if current_pack(organisation, civil_date(at)).ward_notice:
        ask_to_tell_members(entry, due_on=due.on, at=at)
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


def ask_to_tell_members(entry: Entry, *, due_on: date, at: datetime) -> None:
    """Ask the locality's officers to tell the member for the area. No place is named:
    the officer opens the entry and says what the pack lets a member know."""
    organisation = current_organisation()
    address = link(organisation.id, ENTRY_PATH.format(reference=entry.reference))
    for officer in holders_of(Role.COVER_OFFICER, civil_date(at)).order_by("email"):
        queue(
            Envelope(
                once=f"area-member:{entry.pk}:{officer.pk}",
                kind=MessageKind.NEW_ENTRY,
                channel=Channel.EMAIL,
                to_address=officer.email,
                subject_line=f"Tell the area's member: {entry.reference}",
                body=(
                    f"There is a new entry on the register of {organisation.name}. The "
                    "policy asks you to tell the elected member for its area.\n\n"
                    f"Reference: {entry.reference}\n{address}\n\n"
                    "Say what they must do, and no more. This message holds no details "
                    "on purpose.\n"
                ),
                due_on=due_on,
            ),
            at=at,
        )


def recipients_of(entry: Entry) -> list[User]:
    """Active members of the teams the decision chose and of the pack's groups, in
    teams that meet people at all."""
    pack = current_pack(current_organisation())
    if pack.push.mode is PushMode.NONE:
        return []
    chosen = [choice["team_id"] for choice in entry.audience]
    groups = pack.push.groups
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

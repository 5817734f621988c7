"""Who is to be reminded today of what is due, and was not reminded of it yet?

One e-mail a person a day, with references and dates and no personal data. Each thing is
said once for each of its warnings, however often this runs; a warning that a stopped job
missed is given at the next run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import holders_of
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from notifications.actions.messages import Envelope, queue
from notifications.models import Channel, MessageKind, Reminder
from tenants.clocks import civil_date, say
from tenants.context import current_organisation
from tenants.due import (
    FURTHEST_WARNING,
    ONLY_TOLD,
    WARN_DAYS,
    DueLine,
    due_lines,
)
from tenants.queries import link


DUE_PAGE = "/due/"
ON_THE_DAY = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """One line and which of its warnings it is: days before, or 0 for the day."""

    line: DueLine
    days: int

    @property
    def once(self) -> tuple[str, str, date, int]:
        return (self.line.clock.value, self.line.key, self.line.on, self.days)


def warning_of(line: DueLine, *, today: date) -> int | None:
    """The last warning this line has reached: how many days before, 0 from the day on.
    None while it is too early for any."""
    left = (line.on - today).days
    reached = [days for days in (*WARN_DAYS[line.clock], ON_THE_DAY) if days >= left]
    return min(reached, default=None)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Queue today's reminders; how many people get one."""
    today = civil_date(at)
    until = today + timedelta(days=FURTHEST_WARNING)
    lines = due_lines(on=today, until=until)
    warned = [
        Warned(line, days)
        for line in lines
        if (days := warning_of(line, today=today)) is not None
    ]
    told = 0
    for person, theirs in _by_person(warned, today).items():
        told += _tell(person, theirs, today=today, at=at)
    organisation = current_organisation().id
    record(
        kind=Kind.REMINDED,
        organisation=organisation,
        by=system("notifications", organisation=organisation),
        at=at,
        subject="reminders",
        details={"people": told, "lines": len(warned)},
    )
    return told


def _by_person(
    warned: Iterable[Warned], today: date
) -> Mapping[User, Iterable[Warned]]:
    """Everybody who holds the owning role, and whoever is named."""
    given = list(warned)
    owners = {one.line.owner for one in given if one.line.owner is not None}
    holders = {role: list(holders_of(role, today)) for role in owners}
    named = User.objects.filter(
        is_active=True, pk__in={one.line.person for one in given if one.line.person}
    )
    people = {user.pk: user for user in named}
    found: dict[User, dict[Warned, None]] = defaultdict(dict)
    for one in given:
        role, person = one.line.owner, one.line.person
        for user in holders[role] if role is not None else []:
            found[user][one] = None
        if person in people:
            found[people[person]][one] = None
    return found


def _tell(person: User, warned: Iterable[Warned], *, today: date, at: datetime) -> bool:
    """One message of what this person has not been reminded of; False if nothing."""
    before = set(
        Reminder.objects.filter(person=person).values_list(
            "clock", "key", "due_on", "days"
        )
    )
    new = [one for one in warned if one.once not in before]
    if not new:
        return False
    organisation = current_organisation()
    message = queue(
        Envelope(
            once=f"reminders:{person.pk}:{at.isoformat()}",
            kind=MessageKind.REMINDER,
            channel=Channel.EMAIL,
            to_address=person.email,
            subject_line=f"What is due at {organisation.name}",
            body=_body(new, today, address=link(organisation.id, DUE_PAGE)),
            due_on=today,
        ),
        at=at,
    )
    Reminder.objects.bulk_create(
        Reminder(
            person=person,
            clock=one.line.clock.value,
            key=one.line.key,
            due_on=one.line.on,
            days=one.days,
            message=message,
        )
        for one in new
    )
    return True


def _body(warned: Iterable[Warned], today: date, *, address: str) -> str:
    told = [one.line for one in warned if one.line.clock in ONLY_TOLD]
    asked = [one.line for one in warned if one.line.clock not in ONLY_TOLD]
    parts = [f"- {_sentence(line, today)}" for line in asked]
    said = [f"{line.what}." for line in told]
    lines = "\n".join([*said, *([""] if said and parts else []), *parts])
    return (
        f"{lines}\n\n{address}\n\n"
        "Sign in to see more. This message holds no details on purpose.\n"
    )


def _sentence(line: DueLine, today: date) -> str:
    word = "was due" if line.is_late(today) else "due"
    return f"{line.what}: {word} {say(line.on)}"


def forget_entry(*, entry_id: UUID, at: datetime) -> None:
    """That somebody was reminded of an entry goes with the entry."""
    del at
    Reminder.objects.filter(key=str(entry_id)).delete()

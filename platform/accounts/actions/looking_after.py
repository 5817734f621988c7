"""What does whoever looks after people change about one of them, by call?

The same actions as the pages', with the role asked here and what was read sent back: two
who change one person wait for each other, and the second is told. Never a program.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts import queries
from accounts.actions import briefings, invitations_by_people, people, roles, teams
from accounts.actions.attempts import Attempt, noted, write
from accounts.actions.naming import known_teams, must_fit
from accounts.models import User
from accounts.queries.given_access import giver
from accounts.queries.naming import NotNamer, namer, person_for
from tenants.codes import Role


class PersonChanged(Exception):
    """Somebody changed this person meanwhile. Read them again."""


def noting_attempts[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Leave an audit event when somebody who may not tries the action."""
    return noted(action, refusal=NotNamer, about=("person_id", "team_id"))


def admit(
    *, step: str, subject: str, on_record: bool, by: User, at: datetime, accesses: bool
) -> None:
    """Let whoever looks after people come to a step; who only reads leaves no event.
    `accesses`: to those by the pack's form, which others may give too.

    Raises:
        NotNamer, NamesNobody: somebody else comes. The attempt is on record.
    """
    try:
        giver(by, at=at) if accesses else namer(by, at=at)
    except NotNamer:
        if on_record:
            write(Attempt(step=step, subject=subject, by=by, at=at))
        raise


@noting_attempts
@transaction.atomic
def set_roles(
    *,
    person_id: UUID,
    held: Collection[Role],
    by: User,
    at: datetime,
    seen: str | None = None,
) -> User:
    """Make these the person's roles, and no others. They are signed out at once.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonChanged: the person is not as they were read.
        RoleError, AccessError: a role cannot be given or taken.
    """
    who = namer(by, at=at)
    user = _unchanged(person_id, seen, by=by, at=at)
    roles.set_roles(user=user, roles=held, by=who, at=at)
    return user


@noting_attempts
@transaction.atomic
def set_teams(
    *,
    person_id: UUID,
    team_ids: Collection[UUID],
    by: User,
    at: datetime,
    seen: str | None = None,
) -> User:
    """Make these the person's teams, and no others.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonChanged: the person is not as they were read.
        WrongPerson: a team is not here, or no longer in use.
    """
    who = namer(by, at=at)
    user = _unchanged(person_id, seen, by=by, at=at)
    teams.set_teams(user=user, teams=known_teams(team_ids), by=who, at=at)
    return user


@noting_attempts
@transaction.atomic
def correct_details(
    *,
    person_id: UUID,
    full_name: str,
    phone: str,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> User:
    """Correct a name or a telephone number.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonChanged: the person is not as they were read.
        WrongPerson: they cannot be called that.
    """
    who = namer(by, at=at)
    must_fit({"full_name": full_name, "phone": phone})
    user = _unchanged(person_id, seen, by=by, at=at)
    return people.change_details(
        user=user, full_name=full_name, phone=phone, by=who, at=at
    )


@noting_attempts
@transaction.atomic
def record_briefing(
    *,
    person_id: UUID,
    given_on: date,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> User:
    """Record that somebody was briefed: from now their checks are answered again.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonChanged: the person is not as they were read.
        BriefingError: it is of a day to come, or recorded already.
    """
    who = namer(by, at=at)
    user = _unchanged(person_id, seen, by=by, at=at)
    briefings.record_briefing(user=user, given_on=given_on, by=who, at=at)
    return user


@noting_attempts
@transaction.atomic
def invite_again(
    *, person_id: UUID, by: User, at: datetime, seen: str | None = None
) -> User:
    """Let a leaver in again, or send a new link to somebody who has not joined.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonChanged: the person is not as they were read.
        PersonError: there is no room for another person.
    """
    who = namer(by, at=at)
    _unchanged(person_id, seen, by=by, at=at)
    return invitations_by_people.invite_back(person_id=person_id, by=who, at=at)


def _unchanged(person_id: UUID, seen: str | None, *, by: User, at: datetime) -> User:
    """The person, locked until the transaction ends, if they are still as read."""
    if not User.objects.select_for_update().filter(pk=person_id).exists():
        raise queries.NoSuchPerson(queries.NoSuchPerson.__doc__)
    if seen is not None and seen != person_for(by, person_id, at=at).seen:
        raise PersonChanged(PersonChanged.__doc__)
    return queries.user_for(person_id)

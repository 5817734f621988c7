"""Who may say who works here, and whom have they named?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries.people import PersonLine, people, person
from accounts.queries.standing import actor
from accounts.refusals import OnRecord
from audit.actors import Actor
from tenants.clocks import civil_date
from tenants.codes import Permission, Role
from tenants.guests import most_people


class NotNamer(OnRecord):
    """Only an administrator of this organisation says who works here."""


class NamesNobody(NotNamer):
    """A program names nobody. An administrator does it signed in as themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """One person, as whoever looks after people sees them."""

    id: UUID
    full_name: str
    email: str
    phone: str
    active: bool
    roles: tuple[Role, ...]
    teams: tuple[UUID, ...]
    briefed_until: date | None
    invited: bool

    @property
    def seen(self) -> str:
        """Changes with whatever a step could change about this person."""
        roles = sorted(role.value for role in self.roles)
        teams = sorted(str(team) for team in self.teams)
        return seen_of(
            (self.full_name, self.email, self.phone, self.active, self.invited),
            (roles, teams, self.briefed_until),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPeople:
    """`most` is how many may be active here, where it is a guest organisation."""

    rows: tuple[NamedPerson, ...]
    active: int
    most: int | None
    after: str | None


def namer(by: User, *, at: datetime) -> Actor:
    """Whoever acts, in the role in which they look after people.

    Raises:
        NotNamer, NamesNobody: they do not, or it is a program.
    """
    if by.acting_client:
        raise NamesNobody(NamesNobody.__doc__)
    for role in sorted(roles_of(by, civil_date(at))):
        if Permission.MANAGE_PEOPLE in role.permissions:
            return actor(by, role=role)
    raise NotNamer(NotNamer.__doc__)


def people_after(user: User, *, after: str, limit: int, at: datetime) -> NamedPeople:
    """The people after one id, in the order in which they were named.

    Raises:
        NotNamer, NamesNobody: it is not this person's to read.
    """
    namer(user, at=at)
    every = sorted(people(on=civil_date(at)), key=lambda line: str(line.id))
    rows = [line for line in every if str(line.id) > after]
    shown = tuple(_named(line) for line in rows[:limit])
    return NamedPeople(
        rows=shown,
        active=sum(line.is_active for line in every),
        most=most_people(),
        after=str(shown[-1].id) if len(rows) > limit else None,
    )


def person_for(user: User, person_id: UUID, *, at: datetime) -> NamedPerson:
    """One of them.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to read.
    """
    namer(user, at=at)
    return _named(person(person_id, on=civil_date(at)))


def seen_of(*told: Iterable[object]) -> str:
    """What stands for all of this, short enough to be sent back as it was read."""
    return sha256(repr([list(each) for each in told]).encode()).hexdigest()[:32]


def _named(line: PersonLine) -> NamedPerson:
    return NamedPerson(
        id=line.id,
        full_name=line.full_name,
        email=line.email,
        phone=line.phone,
        active=line.is_active,
        roles=line.roles,
        teams=line.team_ids,
        briefed_until=line.briefed_until,
        invited=line.invited,
    )

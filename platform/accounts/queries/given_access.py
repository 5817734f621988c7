"""Who was given access by the form that the policy pack asks for, and who may give it?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts import permissions
from accounts.models import User
from accounts.queries.naming import NamesNobody, NotNamer
from accounts.queries.people import user_for
from accounts.queries.standing import access_until, gives_access, looking, pack
from tenants.clocks import civil_date
from tenants.codes import MAY_DECIDE, Permission, Role


class NotGiver(NotNamer):
    """Only an administrator, or whoever decides, sees who may look here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Somebody whose role may look; `until_on` is the first day on which the access
    they were given no longer counts. Whoever decides or countersigns needs none."""

    person: UUID
    full_name: str
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accesses:
    """`form` is empty where the pack asks for none: a role and a briefing are enough."""

    rows: tuple[Access, ...]
    form: str
    review_months: int | None
    may_give: bool
    after: str | None


def accesses_after(user: User, *, after: str, limit: int, at: datetime) -> Accesses:
    """The people after one id whose role may look, and until when.

    Raises:
        NotGiver, NamesNobody: it is not this person's to read.
    """
    roles = giver(user, at=at)
    rules = pack(civil_date(at))
    gate = rules.access_gate
    every = sorted(looking(on=civil_date(at)), key=lambda line: str(line.id))
    rows = [line for line in every if str(line.id) > after]
    shown = tuple(
        Access(
            person=line.id,
            full_name=line.full_name,
            until_on=line.until_on,
        )
        for line in rows[:limit]
    )
    return Accesses(
        rows=shown,
        form=gate.form if gate else "",
        review_months=gate.review_months if gate else None,
        may_give=gives_access(roles, rules),
        after=str(shown[-1].person) if len(rows) > limit else None,
    )


def access_of(user: User, person_id: UUID, *, at: datetime) -> Access:
    """The access of one person, whether or not their role may look.

    Raises:
        NotGiver, NamesNobody, NoSuchPerson: it is not this person's to read.
    """
    giver(user, at=at)
    found = user_for(person_id)
    return Access(
        person=found.pk, full_name=found.full_name, until_on=access_until(found)
    )


def giver(user: User, *, at: datetime) -> set[Role]:
    """The roles of somebody whom a pack may name to give access.

    Raises:
        NotGiver, NamesNobody: they are nobody such, or a program.
    """
    if user.acting_client:
        raise NamesNobody(NamesNobody.__doc__)
    roles = permissions.roles_of(user, civil_date(at))
    manages = Permission.MANAGE_PEOPLE in permissions.permissions_of(roles)
    if not manages and not roles & MAY_DECIDE:
        raise NotGiver(NotGiver.__doc__)
    return roles

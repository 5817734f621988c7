"""Who may take this step, on which side, in which role?"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from accounts.queries import actor
from audit.actors import Actor
from sharing.errors import NeedsPerson, NotAllowed
from sharing.models import Agreement
from sharing.signatures import SIGNATURES
from sharing.states import WHO, Side, Step, side_of
from tenants.codes import Permission, Role
from tenants.context import current_organisation


LONDON = ZoneInfo("Europe/London")


def my_side(agreement: Agreement) -> Side | None:
    """On which side of this agreement the organisation worked in stands."""
    here = current_organisation()
    return side_of(
        organisation=here.id,
        kind=here.kind,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
    )


def may_take(step: Step, *, side: Side | None, roles: Iterable[Role]) -> Role | None:
    """The role in which somebody on this side may take the step, or None."""
    return next((role for role in sorted(roles) if (side, role) in WHO[step]), None)


def allow(step: Step, *, agreement: Agreement, by: User, at: datetime) -> Actor:
    """Whoever takes this step, in the role in which they may.

    Raises:
        NotAllowed: somebody else takes it.
        NeedsPerson: a program takes a step to which somebody puts their name.
    """
    if step in SIGNATURES:
        in_person(by)
    roles = roles_of(by, at.astimezone(LONDON).date())
    role = may_take(step, side=my_side(agreement), roles=roles)
    if role is None:
        raise NotAllowed(_whose(step))
    return acting(by, role)


def require(role: Role, *, by: User, at: datetime) -> Actor:
    """This person, in that role.

    Raises:
        NotAllowed: they do not hold it today.
    """
    if role not in roles_of(by, at.astimezone(LONDON).date()):
        raise NotAllowed(f"Only the {role.label.lower()} may do this.")
    return acting(by, role)


def holding(*permissions: Permission, by: User, at: datetime) -> Actor:
    """This person, in a role with one of these permissions.

    Raises:
        NotAllowed: none of their roles has one.
    """
    for role in sorted(roles_of(by, at.astimezone(LONDON).date())):
        if role.permissions & set(permissions):
            return acting(by, role)
    raise NotAllowed("Your role does not allow this.")


READING = frozenset(
    {
        Permission.READ_AGREEMENTS,
        Permission.SHARE,
        Permission.SIGN_AGREEMENT,
        Permission.SUSPEND_AGREEMENT,
    }
)


def reading_roles(by: User, at: datetime) -> set[Role]:
    """The roles of somebody who reads agreements.

    Raises:
        NotAllowed: none of their roles does.
    """
    roles = roles_of(by, at.astimezone(LONDON).date())
    if not READING & permissions_of(roles):
        raise NotAllowed("Your role does not read agreements.")
    return roles


def acting_reader(by: User, at: datetime) -> Actor:
    """This person, in a role that reads agreements."""
    return holding(*READING, by=by, at=at)


def acting(by: User, role: Role) -> Actor:
    """As the audit names them: a program with the person who answers for it beside."""
    return actor(by, role=role)


def in_person(by: User) -> None:
    """Raise NeedsPerson where a program acts, whoever answers for it."""
    if by.acting_client:
        raise NeedsPerson(
            "A program signs nothing. Somebody takes this step signed in as themselves."
        )


def _whose(step: Step) -> str:
    who = sorted(
        f"the {role.label.lower()} of the {side.value}" for side, role in WHO[step]
    )
    return f"This step is for {' or '.join(who)}."

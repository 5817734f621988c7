"""Who holds which role, from when until when, granted by whom?"""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from accounts import permissions
from accounts.actions import askers
from accounts.actions.accesses import refuse_over_limit
from accounts.actions.sessions import end_sessions
from accounts.models import RoleGrant, User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.codes import ROLES_FOR_KIND, Role
from tenants.context import current_organisation


LONDON = ZoneInfo("Europe/London")
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class RoleError(Exception):
    """The role cannot be given or taken. The text says why."""


class RoleNotForKind(RoleError):
    """That role does not exist in an organisation of this kind."""


class AlreadyHeld(RoleError):
    """This person holds that role already."""


class NotHeld(RoleError):
    """This person does not hold that role."""


class OwnRoles(RoleError):
    """Ask another administrator: nobody changes their own roles."""


class LastAdministrator(RoleError):
    """Name another administrator first: this is the only one."""


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    by: Actor,
    at: datetime,
    until_on: date | None = None,
) -> RoleGrant:
    """Give a role from today. The person's sessions end: they sign in again."""
    _refuse_own(user, by)
    grant = give_role(user=user, role=role, by=by, at=at, until_on=until_on)
    _changed(user, at=at)
    return grant


def give_role(
    *,
    user: User,
    role: Role,
    by: Actor,
    at: datetime,
    until_on: date | None = None,
) -> RoleGrant:
    """The grant alone, for a person who is still being added and has no session."""
    today = at.astimezone(LONDON).date()
    if role not in ROLES_FOR_KIND[current_organisation().kind]:
        raise RoleNotForKind(RoleNotForKind.__doc__)
    if role in permissions.roles_of(user, today):
        raise AlreadyHeld(AlreadyHeld.__doc__)
    refuse_over_limit(user=user, role=role, at=at)
    grant = RoleGrant.objects.create(
        user=user, role=role.value, from_on=today, until_on=until_on, granted_by=by.id
    )
    _note(Kind.ROLE_GRANTED, user, role, by=by, at=at)
    return grant


@transaction.atomic
def end_role(*, user: User, role: Role, by: Actor, at: datetime) -> None:
    """Take a role away from now. The person's sessions end: they sign in again."""
    _refuse_own(user, by)
    today = at.astimezone(LONDON).date()
    held = RoleGrant.objects.filter(
        permissions.grants_on(today), user=user, role=role.value
    )
    if not held.exists():
        raise NotHeld(NotHeld.__doc__)
    refuse_last_administrator(user=user, leaving={role}, at=at)
    held.update(until_on=today, ended_by=by.id)
    _changed(user, at=at)
    _note(Kind.ROLE_ENDED, user, role, by=by, at=at)


@transaction.atomic
def set_roles(
    *, user: User, roles: Collection[Role], by: Actor, at: datetime
) -> tuple[set[Role], set[Role]]:
    """Make these the person's roles. Returns what was given and what was taken."""
    _refuse_own(user, by)
    held = permissions.roles_of(user, at.astimezone(LONDON).date())
    given, taken = set(roles) - held, held - set(roles)
    for role in sorted(given):
        grant_role(user=user, role=role, by=by, at=at)
    for role in sorted(taken):
        end_role(user=user, role=role, by=by, at=at)
    return given, taken


def refuse_last_administrator(
    *, user: User, leaving: Collection[Role], at: datetime
) -> None:
    """An organisation nobody can administer is locked out of itself. Two administrators
    who remove each other at the same time wait for each other."""
    today = at.astimezone(LONDON).date()
    ending = permissions.ADMINISTRATORS & frozenset(leaving)
    if ending and permissions.roles_of(user, today) & ending:
        _one_at_a_time()
    for role in ending:
        holders = permissions.holders_of(role, today)
        if user in holders and not holders.exclude(pk=user.pk).exists():
            raise LastAdministrator(LastAdministrator.__doc__)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"administrators {current_organisation().id}"])


def _refuse_own(user: User, by: Actor) -> None:
    if by.id == str(user.pk):
        raise OwnRoles(OwnRoles.__doc__)


def _changed(user: User, *, at: datetime) -> None:
    end_sessions(user=user)
    askers.rewrite(user=user, at=at)


def _note(kind: Kind, user: User, role: Role, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(user.pk),
        details={"role": role.value},
    )

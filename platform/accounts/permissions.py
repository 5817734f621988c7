"""What may this person do, by role, and on which appeals or cases by name?

Roles and their permissions are data in `tenants.codes`. Per-object grants (a panel
member to one appeal, a cover officer to one case) are django-guardian's, and are
asked for only here.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q, QuerySet
from guardian.shortcuts import (
    assign_perm,
    get_objects_for_user,
    get_users_with_perms,
    remove_perm,
)

from accounts.models import RoleGrant, User
from tenants.codes import Permission, Role
from tenants.once import once


ADMINISTRATORS = frozenset(
    {Role.ORGANISATION_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR}
)


def grants_on(on: date) -> Q:
    """Grants that count on that day. `until_on` is the first day that does not."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def roles_of(user: User, on: date) -> set[Role]:
    """The roles this person holds on that day. Nobody disabled holds any."""
    if not user.is_active:
        return set()
    return set(once(("roles held", user.pk, on), lambda: _held(user, on)))


def _held(user: User, on: date) -> frozenset[Role]:
    held = RoleGrant.objects.filter(grants_on(on), user=user)
    return frozenset(map(Role, held.values_list("role", flat=True)))


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything any of these roles may do."""
    return frozenset().union(*(role.permissions for role in roles))


def has_permission(user: User, permission: str, on: date) -> bool:
    """May this person do that today, by one of their roles?"""
    return permission in permissions_of(roles_of(user, on))


def holders_of(role: Role, on: date) -> QuerySet[User]:
    """Active people who hold this role on that day."""
    held = RoleGrant.objects.filter(grants_on(on), role=role.value)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def people_with(roles: Iterable[Role], on: date) -> QuerySet[User]:
    """Active people who hold at least one of these roles on that day."""
    named = [role.value for role in roles]
    held = RoleGrant.objects.filter(grants_on(on), role__in=named)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def assign(permission: str, *, user: User, to: Model) -> None:
    """Give one person one permission on one object, such as `hear_appeal`."""
    assign_perm(_named(permission, to), user, to)


def withdraw(permission: str, *, user: User, to: Model) -> None:
    """Take it away again. Taking away what was never given changes nothing."""
    remove_perm(_named(permission, to), user, to)


def is_assigned(permission: str, *, user: User, to: Model) -> bool:
    """Was this object given to this person by name?

    Asked of the grants alone, so that no other back end or cache can answer.
    """
    return user in assigned_people(permission, to=to)


def assigned_people(permission: str, *, to: Model) -> QuerySet[User]:
    """The active people this object was given to by name."""
    people = get_users_with_perms(
        to, only_with_perms_in=[permission], with_superusers=False
    )
    return User.objects.filter(is_active=True, pk__in=people)


def assigned_objects[M: Model](
    permission: str, *, user: User, among: QuerySet[M]
) -> QuerySet[M]:
    """Which of these objects were given to this person by name."""
    found: QuerySet[M] = get_objects_for_user(
        user, permission, klass=among, with_superuser=False, accept_global_perms=False
    )
    return found


def _named(permission: str, subject: Model) -> str:
    return f"{subject._meta.app_label}.{permission}"

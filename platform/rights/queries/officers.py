"""Who answers rights requests here?"""

from datetime import date

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from tenants.codes import Permission, Role


ANSWERS = [role.value for role in Role if Permission.RIGHTS in role.permissions]


def others(user: User, *, on: date) -> list[tuple[str, str]]:
    """Everybody else who may answer, by id and name."""
    found = User.objects.filter(is_active=True).exclude(pk=user.pk)
    return [
        (str(person.pk), person.full_name)
        for person in found.filter(grants__role__in=ANSWERS).distinct()
        if Permission.RIGHTS in permissions_of(roles_of(person, on))
    ]

"""Does this person manage the platform's organisations today?"""

from datetime import datetime

from accounts.models import User
from accounts.permissions import has_permission
from accounts.queries.standing import actor
from accounts.refusals import OnRecord
from audit.actors import Actor
from tenants.clocks import civil_date
from tenants.codes import Permission, Role


class NotAdministrator(OnRecord):
    """Only the platform's administrator does this."""


class NotAProgram(NotAdministrator):
    """A program lets nobody in. Somebody does this signed in as themselves."""


def administrator(user: User, *, at: datetime) -> Actor:
    """This person, in the role in which they manage organisations.

    Raises:
        NotAdministrator: they do not hold it today.
    """
    if not has_permission(user, Permission.MANAGE_ORGANISATIONS, civil_date(at)):
        raise NotAdministrator(NotAdministrator.__doc__)
    return actor(user, role=Role.PLATFORM_ADMINISTRATOR)


def administrator_in_person(user: User, *, at: datetime) -> Actor:
    """The same, and no program in their name.

    Raises:
        NotAProgram: a program acts, whoever answers for it.
        NotAdministrator: they do not hold the role today.
    """
    by = administrator(user, at=at)
    if user.acting_client:
        raise NotAProgram(NotAProgram.__doc__)
    return by

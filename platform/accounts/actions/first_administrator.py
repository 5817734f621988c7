"""Who is the first to come in to an organisation that the platform has just opened?

The platform has no rights in another's schema. For this one step it goes through the
door, and only while nobody is there: from the first person on, the organisation looks
after itself.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from accounts.actions.invitations_by_people import invite_administrator
from accounts.actions.people import PersonError
from accounts.models import User
from audit.actors import Actor
from tenants.codes import OrganisationKind
from tenants.context import current_organisation, in_organisation
from tenants.models import Status
from tenants.queries import organisation as organisation_of


class SomebodyIsThere(PersonError):
    """This organisation has people already. They invite others themselves."""


class NotServed(PersonError):
    """This organisation is not active, so nobody can be invited to it."""


class NotThePlatform(PersonError):
    """Only the platform invites the first administrator of an organisation."""


def has_nobody(organisation_id: UUID) -> bool:
    """Whether nobody has ever been invited there. Only a served one can be asked."""
    organisation = organisation_of(organisation_id)
    if organisation.status != Status.ACTIVE:
        return False
    with in_organisation(organisation):
        return not User.objects.exists()


def at_once(act: Callable[[], str]) -> str:
    """Take a step that no key guards against being sent twice."""
    return act()


def invite_first_administrator(
    *,
    organisation_id: UUID,
    email: str,
    full_name: str,
    by: Actor,
    at: datetime,
    once: Callable[[Callable[[], str]], str] = at_once,
) -> None:
    """Invite the one person who will invite all others, by e-mail.

    `once` takes the step, unless the same call brought it about before: it is asked
    inside the organisation, in the transaction of the invitation.

    Raises:
        SomebodyIsThere: the organisation has people.
        NotServed: it is not active.
        PersonError: the address or the name cannot be used.
    """
    if current_organisation().kind != OrganisationKind.PLATFORM:
        raise NotThePlatform(NotThePlatform.__doc__)
    organisation = organisation_of(organisation_id)
    if organisation.status != Status.ACTIVE:
        raise NotServed(NotServed.__doc__)

    def act() -> str:
        if User.objects.exists():
            raise SomebodyIsThere(SomebodyIsThere.__doc__)
        made = invite_administrator(email=email, full_name=full_name, by=by, at=at)
        return str(made.pk)

    with in_organisation(organisation):
        once(act)

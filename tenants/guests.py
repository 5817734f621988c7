"""What is a guest organisation, and how is one opened?

A contractor without staff in the system: a few named people who check before a visit,
through the same gate as everybody, and no register of its own.
"""

from uuid import UUID

from audit.actors import Actor
from tenants import onboarding
from tenants.codes import OrganisationKind
from tenants.context import current_organisation
from tenants.opening_details import Details


MOST_PEOPLE = 10
PACK = "guest"
TOO_MANY = (
    "A guest organisation has {most} named people at most. Disable somebody who has "
    "left, or ask for an organisation of your own."
)
NO_PROGRAMS = (
    "A guest organisation has named people only: a program cannot check in its name."
)


def ask_for_guest(
    *, slug: str, name: str, duty_name: str, duty_phone: str, by: Actor
) -> UUID:
    """Leave the opening of a guest organisation to the worker; the opening's id.

    Raises:
        WrongDetails: a field cannot be used.
        NotAsked: the short name is taken or being opened.
    """
    details = Details(
        slug=slug,
        name=name,
        kind=OrganisationKind.CONTRACTOR,
        pack=PACK,
        duty_name=duty_name,
        duty_phone=duty_phone,
    )
    return onboarding.ask(details, by=by, most_people=MOST_PEOPLE)


def most_people() -> int | None:
    """How many people may be active here; None where it is no guest."""
    most = current_organisation().most_people
    # One just opened still holds what it was opened with, as text.
    return None if most is None else int(most)

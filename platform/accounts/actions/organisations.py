"""What may the platform's administrator ask to be done with an organisation?

Each asks the worker that may make or stop a schema; nothing is done here and now.
"""

from datetime import datetime
from uuid import UUID

from accounts.actions import first_administrator
from accounts.models import User
from accounts.queries.organisations import administrator
from tenants import guests, onboarding, packs, stopping
from tenants.asked_for import NotLikeThat, must_fit
from tenants.codes import OrganisationKind


def open_organisation(
    *,
    slug: str,
    name: str,
    kind: OrganisationKind,
    pack_name: str,
    details: dict[str, str],
    by: User,
    at: datetime,
) -> UUID:
    """Ask for an organisation to be opened; the opening's id.

    Raises:
        NotTheirs: it is not this person's to ask.
        NotLikeThat, NotAsked: a field cannot be used, or the short name is taken.
    """
    who = administrator(by, at=at)
    must_fit({"slug": slug, "name": name, **details})
    if kind == OrganisationKind.PLATFORM:
        raise NotLikeThat({"kind": "Choose the kind of organisation."})
    if pack_name not in packs.names():
        raise NotLikeThat({"pack": "Choose the policy pack."})
    return onboarding.ask(
        slug=slug,
        name=name,
        kind=kind,
        pack_name=pack_name,
        details={field: value for field, value in details.items() if value},
        by=who,
    )


def open_guest(
    *,
    slug: str,
    name: str,
    duty_name: str,
    duty_phone: str,
    by: User,
    at: datetime,
) -> UUID:
    """The same for a contractor without staff in the system."""
    who = administrator(by, at=at)
    given = {
        "slug": slug,
        "name": name,
        "duty_name": duty_name,
        "duty_phone": duty_phone,
    }
    must_fit(given)
    return guests.ask_for_guest(**given, by=who)


def stop_or_resume(
    task: str, *, organisation_id: UUID, reason: str, by: User, at: datetime
) -> UUID:
    """Ask that an organisation be served no more, or again.

    Raises:
        NotTheirs: it is not this person's to ask.
        NoSuchOrganisation, NotStopped: there is none, or not in that state.
    """
    who = administrator(by, at=at)
    return stopping.ask(
        task, organisation_id=organisation_id, reason=reason, by=who, at=at
    )


def invite_first(
    *, organisation_id: UUID, email: str, full_name: str, by: User, at: datetime
) -> None:
    """Invite the one person who will invite all others there.

    Raises:
        NotTheirs, NoSuchOrganisation, NotLikeThat: it cannot be asked like this.
        PersonError: somebody is there, or the address cannot be used.
    """
    who = administrator(by, at=at)
    must_fit({"email": email, "full_name": full_name})
    stopping.standing_of(organisation_id)
    first_administrator.invite_first_administrator(
        organisation_id=organisation_id, email=email, full_name=full_name, by=who, at=at
    )

"""Which organisations does the platform's administrator look after, and how far is each?

Nothing of anybody's register: names, kinds, standing.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries.standing import actor
from audit.actors import Actor
from tenants import onboarding, stopping
from tenants.codes import Permission
from tenants.onboarding import Opening
from tenants.queries import organisations
from tenants.stopping import Standing


LONDON = ZoneInfo("Europe/London")


class NotTheirs(Exception):
    """Only the platform's administrator may do this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    id: UUID
    slug: str
    name: str
    kind: str
    status: str


def administrator(by: User, *, at: datetime) -> Actor:
    """Whoever acts, as the platform's administrator.

    Raises:
        NotTheirs: they are not.
    """
    for role in sorted(roles_of(by, at.astimezone(LONDON).date())):
        if Permission.MANAGE_ORGANISATIONS in role.permissions:
            return actor(by, role=role)
    raise NotTheirs(NotTheirs.__doc__)


def organisations_after(
    user: User, *, after: str, limit: int, at: datetime
) -> tuple[list[OrganisationLine], str | None]:
    """The organisations after one short name, and that of the last where more follow."""
    administrator(user, at=at)
    every = sorted(organisations(active_only=False), key=lambda one: one.slug)
    rows = [one for one in every if one.slug > after]
    lines = [
        OrganisationLine(
            id=one.pk, slug=one.slug, name=one.name, kind=one.kind, status=one.status
        )
        for one in rows[:limit]
    ]
    return lines, lines[-1].slug if len(rows) > limit else None


def organisation_for(user: User, organisation_id: UUID, *, at: datetime) -> Standing:
    """How one stands, and what was asked of it.

    Raises:
        NotTheirs, NoSuchOrganisation: it is not this person's to read.
    """
    administrator(user, at=at)
    return stopping.standing_of(organisation_id)


def openings_for(user: User, *, at: datetime) -> list[Opening]:
    """What was asked for and is not open yet, newest first."""
    administrator(user, at=at)
    return onboarding.openings()


def opening_for(user: User, opening_id: UUID, *, at: datetime) -> Opening:
    """How far one opening is.

    Raises:
        NotTheirs, NoSuchOpening: it is not this person's to read.
    """
    administrator(user, at=at)
    return onboarding.opening(opening_id)

"""How does an administrator bring somebody in?"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import queries
from accounts.actions import mail, people
from accounts.models import User
from audit.actors import Actor
from tenants.codes import OrganisationKind, Role
from tenants.context import current_organisation


@transaction.atomic
def invite_new_person(
    *,
    email: str,
    full_name: str,
    phone: str,
    roles: Collection[Role],
    team_ids: Collection[str],
    by: Actor,
    at: datetime,
) -> User:
    """Add a person without a password, and send them the link to choose one."""
    user = people.create_person(
        email=email,
        full_name=full_name,
        phone=phone,
        roles=roles,
        teams=queries.teams_called(team_ids),
        by=by,
        at=at,
    )
    mail.invite(user=user, by=by, at=at)
    return user


@transaction.atomic
def invite_back(*, person_id: UUID, by: Actor, at: datetime) -> User:
    """Let a leaver in again, or send a new link to somebody who has not joined."""
    user = queries.user_for(person_id)
    if not user.is_active:
        people.enable_person(user=user, by=by, at=at)
    mail.invite(user=user, by=by, at=at)
    return user


@transaction.atomic
def invite_administrator(
    *, email: str, full_name: str, by: Actor, at: datetime
) -> User:
    """Invite the first person of an organisation, who then invites the others."""
    platform = current_organisation().kind == OrganisationKind.PLATFORM
    role = Role.PLATFORM_ADMINISTRATOR if platform else Role.ORGANISATION_ADMINISTRATOR
    return invite_new_person(
        email=email,
        full_name=full_name,
        phone="",
        roles=[role],
        team_ids=[],
        by=by,
        at=at,
    )

"""Which teams are there, how near do they come to people, and who is in each?"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.actions import askers
from accounts.models import Team, TeamMembership, User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.codes import ContactMode
from tenants.context import current_organisation


class TeamNameTaken(Exception):
    """There is a team with this name already."""


@transaction.atomic
def create_team(
    *,
    name: str,
    contact_mode: ContactMode,
    does_what: str,
    by: Actor,
    at: datetime,
) -> Team:
    """Add a team. Its contact mode decides whether it may ever be told of an entry."""
    if Team.objects.filter(name=name.strip()).exists():
        raise TeamNameTaken(TeamNameTaken.__doc__)
    team = Team.objects.create(
        name=name.strip(), contact_mode=contact_mode.value, does_what=does_what.strip()
    )
    _note(Kind.TEAM_CREATED, str(team.pk), by=by, at=at)
    return team


@transaction.atomic
def change_team(
    *,
    team: Team,
    contact_mode: ContactMode,
    does_what: str,
    active: bool,
    by: Actor,
    at: datetime,
) -> Team:
    """Change what a team does. Everyone in it is judged by that from now."""
    team.contact_mode = contact_mode.value
    team.does_what = does_what.strip()
    team.active = active
    team.save(update_fields=["contact_mode", "does_what", "active"])
    for user in team.members.filter(is_active=True):
        askers.rewrite(user=user, at=at)
    _note(Kind.TEAM_CHANGED, str(team.pk), by=by, at=at)
    return team


@transaction.atomic
def set_teams(*, user: User, teams: Collection[Team], by: Actor, at: datetime) -> None:
    """Make these the person's teams, and no others."""
    user.memberships.exclude(team__in=teams).delete()
    for team in teams:
        TeamMembership.objects.get_or_create(user=user, team=team)
    askers.rewrite(user=user, at=at)
    _note(Kind.PERSON_TEAMS_CHANGED, str(user.pk), by=by, at=at)


def _note(kind: Kind, subject: str, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=subject,
    )

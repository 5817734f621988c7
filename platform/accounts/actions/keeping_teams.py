"""Who adds a team, or says how near it comes to people, by call?

The same actions as the pages', with the role asked here. Never a program: how a team
meets people decides whether it may ever be told of an entry.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actions import teams
from accounts.actions.looking_after import noting_attempts
from accounts.actions.naming import WrongPerson
from accounts.models import Team, User
from accounts.queries.meeting import NoSuchTeam, team_for
from accounts.queries.naming import namer
from tenants.codes import ContactMode


LONGEST = {"name": 100, "does_what": 200}


class TeamChanged(Exception):
    """Somebody changed this team meanwhile. Read it again."""


class WrongTeam(WrongPerson):
    """The team cannot be like this."""


@noting_attempts
@transaction.atomic
def add_team(
    *,
    name: str,
    contact_mode: ContactMode,
    does_what: str,
    by: User,
    at: datetime,
) -> Team:
    """Add a team, in use from now.

    Raises:
        NotNamer, NamesNobody: it is not this person's to say.
        WrongTeam, TeamNameTaken: it cannot be called that.
    """
    who = namer(by, at=at)
    _must_fit(name=name, does_what=does_what)
    return teams.create_team(
        name=name, contact_mode=contact_mode, does_what=does_what, by=who, at=at
    )


@noting_attempts
@transaction.atomic
def change_team(
    *,
    team_id: UUID,
    contact_mode: ContactMode,
    does_what: str,
    active: bool,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> Team:
    """Change what a team does, or put it out of use: everyone in it is judged by that.

    Raises:
        NotNamer, NamesNobody, NoSuchTeam: it is not this person's to say.
        TeamChanged: the team is not as it was read.
        WrongTeam: what it does cannot be said like that.
    """
    who = namer(by, at=at)
    _must_fit(does_what=does_what)
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        raise NoSuchTeam(NoSuchTeam.__doc__)
    if seen is not None and seen != team_for(by, team_id, at=at).seen:
        raise TeamChanged(TeamChanged.__doc__)
    return teams.change_team(
        team=team,
        contact_mode=contact_mode,
        does_what=does_what,
        active=active,
        by=who,
        at=at,
    )


def _must_fit(**given: str) -> None:
    """Raise WrongTeam where something that was given cannot be used."""
    errors = {
        field: f"Send one line of at most {LONGEST[field]} characters."
        for field, value in given.items()
        if len(value) > LONGEST[field] or (value and not value.isprintable())
    }
    if "name" in given and not given["name"].strip():
        errors["name"] = "Enter the name of the team."
    if errors:
        raise WrongTeam(errors)

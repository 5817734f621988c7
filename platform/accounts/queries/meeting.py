"""Which teams are there, and how near do they come to people, for whoever may change it?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.queries.naming import namer, seen_of
from accounts.queries.people import teams
from tenants.codes import ContactMode


class NoSuchTeam(Exception):
    """There is no such team here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTeam:
    """One team; `size` counts the active people in it."""

    id: UUID
    name: str
    contact_mode: ContactMode
    does_what: str
    active: bool
    size: int

    @property
    def seen(self) -> str:
        """Changes with whatever a step could change about this team."""
        return seen_of((self.contact_mode.value, self.does_what, self.active))


def teams_for(user: User, *, at: datetime) -> tuple[KeptTeam, ...]:
    """Every team, in use or not.

    Raises:
        NotNamer, NamesNobody: it is not this person's to read.
    """
    namer(user, at=at)
    return tuple(
        KeptTeam(
            id=line.id,
            name=line.name,
            contact_mode=line.contact_mode,
            does_what=line.does_what,
            active=line.active,
            size=line.size,
        )
        for line in teams()
    )


def team_for(user: User, team_id: UUID, *, at: datetime) -> KeptTeam:
    """One of them.

    Raises:
        NotNamer, NamesNobody, NoSuchTeam: it is not this person's to read.
    """
    for team in teams_for(user, at=at):
        if team.id == team_id:
            return team
    raise NoSuchTeam(NoSuchTeam.__doc__)

"""Who is named to work here, and who has left, for whoever calls as themselves?

A guest organisation has a few named people and no more; the role and the room are asked
further in, as for a page.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from accounts import queries
from accounts.actions import invitations_by_people, people
from accounts.models import Team, User
from accounts.queries.naming import namer
from tenants.codes import Role


LONGEST = {"email": 254, "full_name": 120, "phone": 30}


class WrongPerson(ValueError):
    """Somebody cannot be named like this. `errors` maps a field to a sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def name_person(
    *,
    email: str,
    full_name: str,
    phone: str,
    roles: Collection[Role],
    team_ids: Collection[UUID],
    by: User,
    at: datetime,
) -> User:
    """Add somebody and send them the link with which they come in.

    Raises:
        NotNamer, NamesNobody: it is not this person's to say.
        WrongPerson, PersonError, RoleError: they cannot be named like this, or there is
            no room.
    """
    who = namer(by, at=at)
    if not roles:
        raise WrongPerson({"roles": "Choose at least one role."})
    must_fit({"email": email, "full_name": full_name, "phone": phone})
    return invitations_by_people.invite_new_person(
        email=email,
        full_name=full_name,
        phone=phone,
        roles=tuple(dict.fromkeys(roles)),
        team_ids=[str(team.pk) for team in known_teams(team_ids)],
        by=who,
        at=at,
    )


def remove_person(*, person_id: UUID, by: User, at: datetime) -> User:
    """A leaver: out of every session now, and not in again until invited.

    Raises:
        NotNamer, NamesNobody, NoSuchPerson: it is not this person's to say.
        PersonError, RoleError: they have left, or are the last administrator.
    """
    who = namer(by, at=at)
    return people.disable_person(user=queries.user_for(person_id), by=who, at=at)


def known_teams(team_ids: Collection[UUID]) -> list[Team]:
    """These teams. Raises WrongPerson where one is not here, or no longer in use."""
    found = [team for team in queries.teams_called(team_ids) if team.active]
    if len(found) != len(set(team_ids)):
        raise WrongPerson({"teams": "Choose from the teams here that are in use."})
    return found


def must_fit(given: Mapping[str, str]) -> None:
    """Raise WrongPerson where something that was given cannot be used."""
    errors: dict[str, str] = {}
    for field, value in given.items():
        if not value and field != "phone":
            errors[field] = "Enter this: it is needed."
        elif len(value) > LONGEST[field]:
            errors[field] = f"Send no more than {LONGEST[field]} characters."
        elif not value.isprintable():
            errors[field] = "Send one line of plain text."
    if errors:
        raise WrongPerson(errors)

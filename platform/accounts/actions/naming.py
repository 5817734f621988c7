"""Who is named to work here, and who has left, for whoever calls as themselves?

A guest organisation has a few named people and no more; the role and the room are asked
further in, as for a page.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from accounts import queries
from accounts.actions import invitations_by_people, people
from accounts.models import User
from accounts.queries.naming import namer
from tenants.asked_for import NotLikeThat, must_fit
from tenants.codes import Role


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
        NotLikeThat, PersonError, RoleError: they cannot be named like this, or there is
            no room.
    """
    who = namer(by, at=at)
    must_fit({"email": email, "full_name": full_name, "phone": phone})
    if not roles:
        raise NotLikeThat({"roles": "Choose at least one role."})
    return invitations_by_people.invite_new_person(
        email=email,
        full_name=full_name,
        phone=phone,
        roles=tuple(dict.fromkeys(roles)),
        team_ids=[str(team) for team in team_ids],
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

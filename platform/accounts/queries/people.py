"""Who works here, in which teams, and in what standing?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts import permissions
from accounts.models import Briefing, RoleGrant, Team, User
from accounts.queries.factors import FACTOR_TYPES
from tenants.codes import ContactMode, Role


class NoSuchPerson(Exception):
    """There is no such person here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """A team as pages list it. `size` counts active members."""

    id: UUID
    name: str
    contact_mode: ContactMode
    does_what: str
    active: bool
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person as people administrators see them."""

    id: UUID
    full_name: str
    email: str
    phone: str
    is_active: bool
    roles: tuple[Role, ...]
    teams: tuple[str, ...]
    team_ids: tuple[UUID, ...]
    briefed_until: date | None
    has_factor: bool
    invited: bool


def teams() -> list[TeamLine]:
    """Every team, with how many active people are in it."""
    counted = Team.objects.annotate(
        size=Count("memberships", filter=Q(memberships__user__is_active=True))
    )
    return [
        TeamLine(
            id=team.pk,
            name=team.name,
            contact_mode=ContactMode(team.contact_mode),
            does_what=team.does_what,
            active=team.active,
            size=team.size,
        )
        for team in counted
    ]


def teams_called(team_ids: Iterable[str | UUID]) -> list[Team]:
    """The teams with these ids, leaving out any that are not ours."""
    return list(Team.objects.filter(pk__in=list(team_ids)))


def team_sizes() -> dict[UUID, int]:
    """How many active people are in each active team."""
    return {team.id: team.size for team in teams() if team.active}


def people(*, on: date) -> list[PersonLine]:
    """Everybody of this organisation, leavers last."""
    found = _with_lines(User.objects.order_by("-is_active", "full_name", "email"), on)
    return [_line(user) for user in found]


def person(person_id: UUID, *, on: date) -> PersonLine:
    """One person as administrators see them, or NoSuchPerson."""
    found = _with_lines(User.objects.filter(pk=person_id), on).first()
    if found is None:
        raise NoSuchPerson(NoSuchPerson.__doc__)
    return _line(found)


def user_for(person_id: UUID) -> User:
    """The person to act on, or NoSuchPerson. Only this organisation's exist here."""
    found = User.objects.filter(pk=person_id).first()
    if found is None:
        raise NoSuchPerson(NoSuchPerson.__doc__)
    return found


def by_email(email: str) -> User | None:
    """The active person who signs in with this address, if any."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def _with_lines(users: QuerySet[User], on: date) -> QuerySet[User]:
    held = RoleGrant.objects.filter(permissions.grants_on(on))
    return users.prefetch_related(
        Prefetch("grants", queryset=held, to_attr="held"),
        Prefetch("teams", queryset=Team.objects.filter(active=True)),
        "briefings",
        "authenticator_set",
        "invitations",
    )


def _line(user: User) -> PersonLine:
    grants: list[RoleGrant] = user.held  # type: ignore[attr-defined]
    briefings: list[Briefing] = list(user.briefings.all())
    return PersonLine(
        id=user.pk,
        full_name=user.full_name,
        email=user.email,
        phone=user.phone,
        is_active=user.is_active,
        roles=tuple(sorted(Role(grant.role) for grant in grants)),
        teams=tuple(team.name for team in user.teams.all()),
        team_ids=tuple(team.pk for team in user.teams.all()),
        briefed_until=max((one.expires_on for one in briefings), default=None),
        has_factor=any(
            one.type in FACTOR_TYPES
            for one in user.authenticator_set.all()  # type: ignore[attr-defined]
        ),
        invited=any(one.used_at is None for one in user.invitations.all()),
    )

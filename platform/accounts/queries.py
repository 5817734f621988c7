"""Who works here, in what standing, and who is asking?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from accounts import permissions
from accounts.models import Briefing, RoleGrant, Team, User
from audit.actors import Actor
from tenants.codes import (
    ELIGIBLE_MODES,
    ContactMode,
    Level,
    OrganisationKind,
    Permission,
    Role,
)
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


FACTOR_TYPES = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one person may be answered, as the shared asker row keeps it."""

    roles: frozenset[Role]
    role: str
    ceiling: Level
    teams: tuple[UUID, ...]
    reads_register: bool
    briefing_ends: date | None


def actor(user: User, *, role: Role | None = None, session: str = "") -> Actor:
    """This person as the audit names them: an id and a role, never a name."""
    return Actor(
        kind="PERSON",
        id=str(user.pk),
        role=role.value if role else "",
        organisation=current_organisation().id,
        session=session,
    )


def standing(user: User, *, on: date) -> Standing:
    """Roles, the role that lets them check, its level, teams and briefing."""
    roles = permissions.roles_of(user, on)
    role, ceiling = _checking_role(roles)
    teams = user.teams.filter(active=True, contact_mode__in=ELIGIBLE_MODES)
    return Standing(
        roles=frozenset(roles),
        role=role,
        ceiling=ceiling,
        teams=tuple(teams.order_by("pk").values_list("pk", flat=True)),
        reads_register=Permission.READ_REGISTER in permissions.permissions_of(roles),
        briefing_ends=briefed_until(user),
    )


def _checking_role(roles: Iterable[Role]) -> tuple[str, Level]:
    """Of the roles that may check, the one the pack lets see most.

    A role the pack does not name sees no more than "seek advice".
    """
    found = pack()
    levels = found.view_levels if found else {}
    may_check = sorted(role for role in roles if Permission.CHECK in role.permissions)
    if not may_check:
        return "", Level.SEEK_ADVICE
    seen = {role: Level(levels.get(role, Level.SEEK_ADVICE)) for role in may_check}
    best = max(may_check, key=lambda role: seen[role].rank)
    return best.value, seen[best]


def training_months() -> int:
    """How long a briefing counts here. The platform has no pack: two years."""
    found = pack()
    return found.training_months if found else 24


def pack() -> Pack | None:
    """The organisation's policy pack. The platform works without one."""
    if current_organisation().kind == OrganisationKind.PLATFORM:
        return None
    return current_pack(current_organisation())


def briefed_until(user: User) -> date | None:
    """The day from which this person's last briefing no longer counts."""
    until: date | None = user.briefings.aggregate(until=Max("expires_on"))["until"]
    return until


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


def has_factor(user: User) -> bool:
    """Has this person an authenticator of their own, or single sign-on?"""
    own = Authenticator.objects.filter(user=user, type__in=FACTOR_TYPES).exists()
    return own or SocialAccount.objects.filter(user=user).exists()


def has_passkey(user: User) -> bool:
    """Has this person a factor that a false page cannot steal?"""
    return Authenticator.objects.filter(
        user=user, type=Authenticator.Type.WEBAUTHN
    ).exists()


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
            one.type in FACTOR_TYPES for one in user.authenticator_set.all()
        ),
        invited=any(one.used_at is None for one in user.invitations.all()),
    )

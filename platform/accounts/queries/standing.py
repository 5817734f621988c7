"""Who is asking, and what may they be answered?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from accounts import permissions
from accounts.models import User
from audit.actors import Actor
from tenants.codes import (
    ELIGIBLE_MODES,
    Level,
    Permission,
    Role,
)
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


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
    """This person as the audit names them: an id and a role, never a name.

    Where a program acts, it is named, and the person who answers for it beside it.
    """
    if user.acting_client:
        return Actor(
            kind="CLIENT",
            id=user.acting_client,
            role=role.value if role else "",
            organisation=current_organisation().id,
            session=session,
            responsible=str(user.pk),
        )
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
    may_check = sorted(role for role in roles if Permission.CHECK in role.permissions)
    if not may_check:
        return "", Level.SEEK_ADVICE
    rules = pack()
    seen = {role: rules.level_of(role) for role in may_check}
    best = max(may_check, key=lambda role: seen[role].rank)
    return best.value, seen[best]


def training_months() -> int:
    """How many months a briefing counts here, as the policy pack says."""
    return pack().training_months


def pack() -> Pack:
    """The organisation's policy pack, as it stands now."""
    return current_pack(current_organisation())


def briefed_until(user: User) -> date | None:
    """The day from which this person's last briefing no longer counts."""
    until: date | None = user.briefings.aggregate(until=Max("expires_on"))["until"]
    return until

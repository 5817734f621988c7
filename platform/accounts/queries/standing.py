"""Who is asking, and what may they be answered?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

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
from tenants.packs.choices import MemberAccess
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
    rules = pack(on)
    role, ceiling = _checking_role(roles, rules)
    teams = user.teams.filter(active=True, contact_mode__in=ELIGIBLE_MODES)
    return Standing(
        roles=frozenset(roles),
        role=role,
        ceiling=ceiling,
        teams=tuple(teams.order_by("pk").values_list("pk", flat=True)),
        reads_register=_reads_all(roles, rules),
        briefing_ends=_may_look_until(user, roles, rules),
    )


def _checking_role(roles: Iterable[Role], rules: Pack) -> tuple[str, Level]:
    """Of the roles that may check under the pack, the one it lets see most.

    A role the pack does not name sees no more than "seek advice".
    """
    may_check = sorted(role for role in roles if rules.may_look(role))
    if not may_check:
        return "", Level.SEEK_ADVICE
    seen = {role: rules.level_of(role) for role in may_check}
    best = max(may_check, key=lambda role: seen[role].rank)
    return best.value, seen[best]


def _reads_all(roles: set[Role], rules: Pack) -> bool:
    """Whoever keeps the register reads it; every member too, where the pack says all."""
    if Permission.READ_REGISTER in permissions.permissions_of(roles):
        return True
    return Role.ELECTED_MEMBER in roles and rules.member_access is MemberAccess.ALL


def _may_look_until(user: User, roles: set[Role], rules: Pack) -> date | None:
    """Until the briefing ends, or the access that the pack asks for beside it."""
    briefed = briefed_until(user)
    if rules.access_gate is None or roles & runs_the_register(rules):
        return briefed
    given = access_until(user)
    return min(briefed, given) if briefed and given else None


def why_not_answered(user: User, *, on: date) -> str:
    """What somebody lacks before a check of theirs is answered; empty if nothing."""
    briefed = briefed_until(user)
    if briefed is None:
        return "You have not been briefed yet."
    if briefed <= on:
        return f"Your briefing counted until {briefed:%-d %B %Y}."
    rules, roles = pack(on), permissions.roles_of(user, on)
    if rules.has_register and not _reads_all(roles, rules) and not _meets_people(user):
        return "You are in no team that meets people."
    if rules.access_gate is None or roles & runs_the_register(rules):
        return ""
    given = access_until(user)
    if given is None or given <= on:
        return f"You need access first: {rules.access_gate.form}."
    return ""


def _meets_people(user: User) -> bool:
    return user.teams.filter(active=True, contact_mode__in=ELIGIBLE_MODES).exists()


def runs_the_register(rules: Pack) -> frozenset[Role]:
    """Whoever decides, countersigns or gives access needs none given to them."""
    gate = rules.access_gate.role if rules.access_gate else None
    named = {*rules.deciding_roles, *rules.countersigning_roles, gate}
    return frozenset(role for role in named if role is not None)


def access_until(user: User) -> date | None:
    """The day from which the access this person was given counts no more."""
    given = user.accesses.filter(ended_at__isnull=True)
    until: date | None = given.aggregate(until=Max("until_on"))["until"]
    return until


def training_months() -> int:
    """How many months a briefing counts here, as the policy pack says."""
    return pack().training_months


def pack(on: date | None = None) -> Pack:
    """The organisation's policy pack in force that day; without a day, now."""
    return current_pack(current_organisation(), on)


def briefed_until(user: User) -> date | None:
    """The day from which this person's last briefing no longer counts."""
    until: date | None = user.briefings.aggregate(until=Max("expires_on"))["until"]
    return until


def gives_access(roles: Iterable[Role], rules: Pack) -> bool:
    """Whether one of these roles gives access here: the one that the pack's gate names,
    an administrator where it names none, nobody where there is no gate."""
    if rules.access_gate is None:
        return False
    giver = rules.access_gate.role or Role.ORGANISATION_ADMINISTRATOR
    return giver in set(roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingLine:
    """Somebody whose role may look, and until when their access counts."""

    id: UUID
    full_name: str
    until_on: date | None


def looking(*, on: date) -> list[LookingLine]:
    """Everybody whose role may check that day, and the access they were given."""
    open_access = Q(accesses__ended_at__isnull=True)
    people = permissions.people_with(pack(on).looking_roles, on).annotate(
        until=Max("accesses__until_on", filter=open_access)
    )
    return [
        LookingLine(id=person.pk, full_name=person.full_name, until_on=person.until)
        for person in people
    ]

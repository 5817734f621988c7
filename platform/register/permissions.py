"""May this person take this step with this report or entry?

Who, not whether: roles and relationships only. The pack names the roles that hold
each step; that reporter, countersigner and decider are three people, the database
says once more.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import (
    assign,
    assigned_objects,
    assigned_people,
    is_assigned,
    roles_of,
    withdraw,
)
from accounts.queries import access_until, runs_the_register
from register.models import Appeal, Report
from tenants.codes import Permission, Role
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


# What a role alone does not open where the pack asks for an access form.
LOOKING = frozenset({Permission.CHECK, Permission.READ_REGISTER})
# Whoever decides reads what they decide on and reviews it.
DECIDERS = frozenset(
    {Permission.DECIDE, Permission.READ_REGISTER, Permission.REVIEW_REGISTER}
)


# The right to one appeal, given by name.
HEAR = "hear_appeal"
# The right to stand in on one report, given by name. Django's own permission on a
# report serves, since no other step asks for it.
COVER = "change_report"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and the roles they hold on the day of the step."""

    user: User
    roles: frozenset[Role]
    pack: Pack | None = None
    has_access: bool = True
    stands_in: bool = False
    """On the one report this is about, which was given to them by name."""

    @property
    def permissions(self) -> frozenset[Permission]:
        held = frozenset[Permission]().union(
            *(permitted(role, self.pack) for role in self.roles)
        )
        return held if self.has_access else held - LOOKING

    def role_for(self, permission: Permission) -> Role | None:
        """The role by which they may, for the record; the first by name."""
        may = (r for r in self.roles if permission in permitted(r, self.pack))
        return min(may, default=Role.COVER_OFFICER if self.stands_in else None)


def standing_of(user: User, *, on: date) -> Standing:
    """A person on that day, under the pack in force then."""
    pack = current_pack(current_organisation(), on)
    roles = frozenset(roles_of(user, on))
    return Standing(user, roles, pack, _has_access(user, roles, pack, on))


def _has_access(user: User, roles: frozenset[Role], pack: Pack, on: date) -> bool:
    """Where the pack asks for an access form, it was given and has not run out."""
    if pack.access_gate is None or roles & runs_the_register(pack):
        return True
    until = access_until(user)
    return until is not None and on < until


def permitted(role: Role, pack: Pack | None) -> frozenset[Permission]:
    """What a role may do here: the pack says who decides and who countersigns."""
    if pack is None or not pack.has_register:
        return role.permissions
    held = set(role.permissions - {Permission.DECIDE, Permission.COUNTERSIGN})
    if role is Role.ELECTED_MEMBER and not pack.members_look:
        held.discard(Permission.CHECK)
    if role in pack.deciding_roles:
        held |= DECIDERS
    if role in pack.countersigning_roles:
        held.add(Permission.COUNTERSIGN)
    return frozenset(held)


def against_permission(who: Standing, permission: Permission) -> Iterator[str]:
    """The plain question: does any of their roles allow this?"""
    if permission not in who.permissions:
        needed = [role.label.lower() for role in Role if permission in role.permissions]
        yield f"This step is for: {', '.join(needed)}."


def against_reporting(who: Standing, pack: Pack) -> Iterator[str]:
    """The pack names the roles a report may come from; none named is any that may."""
    if Permission.RAISE_REPORT not in who.permissions:
        yield from against_permission(who, Permission.RAISE_REPORT)
    elif pack.report_chain and not who.roles & set(pack.report_chain):
        first = ", ".join(role.label.lower() for role in pack.report_chain)
        yield f"Reports come from: {first}."


def against_editing(who: Standing, report: Report) -> Iterator[str]:
    """Only the reporter writes the report: the employee's version is theirs."""
    if report.reporter_id != who.user.pk:
        yield "Only the person who began this report may change it."


def against_countersigning(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """The pack's countersigning role, and not the reporter."""
    role = pack.for_panel(report.panel).countersign_role
    if role is None:
        yield "This register has no countersignature."
    elif role not in who.roles and not who.stands_in:
        yield f"Only the {role.label.lower()} may countersign."
    if report.reporter_id == who.user.pk:
        yield "You reported this, so somebody else must countersign it."


def against_deciding(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """The pack's deciding role, and neither reporter nor countersigner."""
    role = pack.for_panel(report.panel).decider_role
    if role not in who.roles:
        yield f"Only the {role.label.lower()} may decide."
    if report.reporter_id == who.user.pk:
        yield "You reported this, so somebody else must decide it."
    if report.countersigned_by_id == who.user.pk:
        yield "You countersigned this, so somebody else must decide it."


def standing_in(who: Standing, report: Report) -> Standing:
    """The same person on this report: a cover officer whom it was given to by name
    stands where its countersigner stands. Deciding stays with the role the pack names."""
    if Role.COVER_OFFICER not in who.roles:
        return who
    return replace(who, stands_in=is_assigned(COVER, user=who.user, to=report))


def covered_by(who: Standing) -> QuerySet[Report]:
    """The reports given to this cover officer by name."""
    if Role.COVER_OFFICER not in who.roles:
        return Report.objects.none()
    return assigned_objects(
        f"register.{COVER}", user=who.user, among=Report.objects.all()
    )


def covering(report: Report) -> QuerySet[User]:
    """The cover officers this report was given to."""
    return assigned_people(COVER, to=report)


def against_giving_cover(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """Whoever may countersign the report may let somebody stand in on it."""
    role = pack.for_panel(report.panel).countersign_role
    if role is None or role not in who.roles:
        yield "Only whoever may countersign a report lets somebody stand in on it."
    if report.reporter_id == who.user.pk:
        yield "You reported this, so somebody else must say who stands in on it."


def against_covering(officer: Standing, report: Report) -> Iterator[str]:
    """A cover officer, who did not make the report."""
    if Role.COVER_OFFICER not in officer.roles:
        yield f"{officer.user.full_name} is not a cover officer."
    if report.reporter_id == officer.user.pk:
        yield f"{officer.user.full_name} reported this, so cannot stand in on it."


def give_cover(officer: User, report: Report) -> None:
    assign(COVER, user=officer, to=report)


def take_cover(officer: User, report: Report) -> None:
    withdraw(COVER, user=officer, to=report)


def against_returning(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """Whoever would countersign or decide may send it back instead."""
    if not list(against_countersigning(who, report, pack)):
        return
    yield from against_deciding(who, report, pack)


def may_open_report(who: Standing, report: Report, pack: Pack) -> bool:
    """The reporter their own; those who act on it; and who reads the register.

    A draft is its reporter's alone.
    """
    if report.reporter_id == who.user.pk:
        return True
    if report.submitted_at is None:
        return False
    rules = pack.for_panel(report.panel)
    acting = {rules.countersign_role, rules.decider_role} & who.roles
    return bool(acting) or Permission.READ_REGISTER in who.permissions


def against_arranging(who: Standing, people: Collection[UUID]) -> Iterator[str]:
    """Whoever arranges an appeal had no part in the entry (`people` had)."""
    yield from against_permission(who, Permission.ARRANGE_APPEALS)
    if who.user.pk in people:
        yield "You had a part in this entry, so somebody else must arrange the appeal."


def against_sitting(who: Standing, people: Collection[UUID]) -> Iterator[str]:
    """Whoever hears an appeal holds the panel's role and had no part in the entry."""
    if Permission.HEAR_APPEALS not in who.permissions:
        yield f"{who.user.full_name} is not on the appeal panel."
    if who.user.pk in people:
        yield f"{who.user.full_name} had a part in this entry, so cannot hear the appeal."


def hears(who: Standing, appeal: Appeal) -> bool:
    """Was this appeal given to this panel member by name?"""
    return Permission.HEAR_APPEALS in who.permissions and is_assigned(
        HEAR, user=who.user, to=appeal
    )


def heard_by(who: Standing) -> QuerySet[Appeal]:
    """The appeals given to this panel member by name."""
    if Permission.HEAR_APPEALS not in who.permissions:
        return Appeal.objects.none()
    return assigned_objects(
        f"register.{HEAR}", user=who.user, among=Appeal.objects.all()
    )


def give_hearing(member: User, appeal: Appeal) -> None:
    assign(HEAR, user=member, to=appeal)


def take_hearing(member: User, appeal: Appeal) -> None:
    withdraw(HEAR, user=member, to=appeal)

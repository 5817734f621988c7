"""May this person take this step with this report or entry?

Who, not whether: roles and relationships only. The pack names the roles that hold
each step; that reporter, countersigner and decider are three people, the database
says once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from register.models import Report
from tenants.codes import Permission, Role
from tenants.packs import Pack


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and the roles they hold on the day of the step."""

    user: User
    roles: frozenset[Role]

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles)

    def role_for(self, permission: Permission) -> Role | None:
        """The role by which they may, for the record; the first by name."""
        return min((r for r in self.roles if permission in r.permissions), default=None)


def standing_of(user: User, *, on: date) -> Standing:
    return Standing(user, frozenset(roles_of(user, on)))


def against_permission(who: Standing, permission: Permission) -> Iterator[str]:
    """The plain question: does any of their roles allow this?"""
    if permission not in who.permissions:
        needed = [role.label.lower() for role in Role if permission in role.permissions]
        yield f"This step is for: {', '.join(needed)}."


def against_editing(who: Standing, report: Report) -> Iterator[str]:
    """Only the reporter writes the report: the employee's version is theirs."""
    if report.reporter_id != who.user.pk:
        yield "Only the person who began this report may change it."


def against_countersigning(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """The pack's countersigning role, and not the reporter."""
    role = pack.countersign_role
    if role is None:
        yield "This register has no countersignature."
    elif role not in who.roles:
        yield f"Only the {role.label.lower()} may countersign."
    if report.reporter_id == who.user.pk:
        yield "You reported this, so somebody else must countersign it."


def against_deciding(who: Standing, report: Report, pack: Pack) -> Iterator[str]:
    """The pack's deciding role, and neither reporter nor countersigner."""
    if pack.decider_role not in who.roles:
        yield f"Only the {pack.decider_role.label.lower()} may decide."
    if report.reporter_id == who.user.pk:
        yield "You reported this, so somebody else must decide it."
    if report.countersigned_by_id == who.user.pk:
        yield "You countersigned this, so somebody else must decide it."


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
    acting = {pack.countersign_role, pack.decider_role} & who.roles
    return bool(acting) or Permission.READ_REGISTER in who.permissions

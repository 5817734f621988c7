"""Who may look, where the policy pack asks for an access form first?"""

from datetime import datetime

from django.db import transaction

from accounts import permissions, queries
from accounts.actions import askers
from accounts.models import AccessGiven, User
from audit.actions import record
from audit.kinds import Kind
from tenants.clocks import add_months, civil_date
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.packs.pack import AccessGate


class AccessError(Exception):
    """Access cannot be given or ended. The text says why."""


class NoGate(AccessError):
    """The register asks for no access form: a role and a briefing are enough."""


class NotTheApprover(AccessError):
    """Somebody else gives access here."""


class OwnAccess(AccessError):
    """Ask a colleague: nobody gives access to themselves."""


class NoAccess(AccessError):
    """This person has no access to end."""


@transaction.atomic
def give_access(
    *, user: User, form_reference: str, by: User, at: datetime
) -> AccessGiven:
    """Let somebody look, for the months after which the pack has access reviewed.

    Access given before ends: the newest form counts.
    """
    gate = _gate(by, at)
    if user.pk == by.pk:
        raise OwnAccess(OwnAccess.__doc__)
    _end(user, by=by, at=at)
    given = AccessGiven.objects.create(
        user=user,
        form=gate.form,
        form_reference=form_reference.strip(),
        given_at=at,
        given_by=str(by.pk),
        until_on=add_months(civil_date(at), gate.review_months),
    )
    _changed(Kind.ACCESS_GIVEN, user, by=by, at=at)
    return given


@transaction.atomic
def end_access(*, user: User, by: User, at: datetime) -> None:
    """Take it back from now: checks and pages refuse at once."""
    _gate(by, at)
    if not _end(user, by=by, at=at):
        raise NoAccess(NoAccess.__doc__)
    _changed(Kind.ACCESS_ENDED, user, by=by, at=at)


def refuse_over_limit(*, user: User, role: Role, at: datetime) -> None:
    """The pack may say how many people look at most."""
    rules = queries.pack(civil_date(at))
    limit = rules.access_limit
    if not limit or not rules.may_look(role):
        return
    looking = permissions.people_with(rules.looking_roles, civil_date(at))
    if looking.exclude(pk=user.pk).count() >= limit:
        raise AccessError(
            f"{limit} people may look at this register at most, and {limit} do. End "
            "somebody's role first."
        )


def _gate(by: User, at: datetime) -> AccessGate:
    """The pack's gate, for whoever it names; an administrator where it names nobody."""
    rules = queries.pack(civil_date(at))
    gate = rules.access_gate
    if gate is None:
        raise NoGate(NoGate.__doc__)
    if not queries.gives_access(permissions.roles_of(by, civil_date(at)), rules):
        approver = gate.role or Role.ORGANISATION_ADMINISTRATOR
        raise NotTheApprover(f"Only the {approver.label.lower()} gives access here.")
    return gate


def _end(user: User, *, by: User, at: datetime) -> int:
    held = AccessGiven.objects.filter(user=user, ended_at__isnull=True)
    return held.update(ended_at=at, ended_by=str(by.pk))


def _changed(kind: Kind, user: User, *, by: User, at: datetime) -> None:
    askers.rewrite(user=user, at=at)
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=queries.actor(by),
        at=at,
        subject=str(user.pk),
    )

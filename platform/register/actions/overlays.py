"""What lies over an entry without changing its state?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.entries import locked
from register.actions.events import note
from register.models import Entry
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from register.states import ENDED_STATES
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def restrict_processing(
    *, reference: str, reason: str, by: User, at: datetime
) -> Entry:
    """From the next check everybody sees "seek advice" and no more; nothing is newly
    released. UK GDPR Art. 18."""
    return _overlay(
        Kind.ENTRY_RESTRICTED, reference, reason, restricted=True, by=by, at=at
    )


@transaction.atomic
def lift_restriction(*, reference: str, reason: str, by: User, at: datetime) -> Entry:
    return _overlay(
        Kind.ENTRY_UNRESTRICTED, reference, reason, restricted=False, by=by, at=at
    )


def _overlay(
    kind: Kind,
    reference: str,
    reason: str,
    *,
    restricted: bool,
    by: User,
    at: datetime,
) -> Entry:
    who = standing_of(by, on=civil_date(at))
    step = Permission.RIGHTS
    if Permission.DECIDE in who.permissions:
        step = Permission.DECIDE
    NotPermitted.if_any(against_permission(who, step))
    if not reason.strip():
        raise Refused("Say why.")
    entry = locked(reference)
    if entry.state in ENDED_STATES:
        raise Refused("This entry has ended.")
    if entry.processing_restricted is restricted:
        raise Refused("Nothing would change: it is so already.")
    entry.processing_restricted = restricted
    entry.save(update_fields=["processing_restricted"])
    publishing.republish(entry, by=actor(by, role=who.role_for(step)), at=at)
    note(kind, who=who, step=step, at=at, subject=entry.reference)
    return entry

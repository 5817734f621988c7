"""Who read what is on record? That is on record as well."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from audit.queries import EventPage, events_before
from register.actions.events import note
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


@transaction.atomic
def read_events(
    *,
    before: tuple[datetime, UUID] | None,
    limit: int,
    kind: Kind | None,
    subject: str,
    by: User,
    at: datetime,
) -> EventPage:
    """One page of the organisation's events, newest first."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.READ_AUDIT))
    found = events_before(
        before,
        organisation=current_organisation().id,
        kind=kind,
        subject=subject,
        limit=limit,
    )
    note(
        Kind.AUDIT_READ,
        who=who,
        step=Permission.READ_AUDIT,
        at=at,
        subject="audit",
        details={"events": len(found.lines), "kind": str(kind or "")},
    )
    return found

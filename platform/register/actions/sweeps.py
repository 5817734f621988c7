"""Who looked through all that falls due, or at how the register changes?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.lives_shown import Chart, Sweep
from register.permissions import against_permission, standing_of
from register.queries.sweep import sweep
from register.queries.trends import trends
from register.refusals import NotPermitted
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


@transaction.atomic
def list_reviews(*, by: User, at: datetime) -> Sweep:
    """All that falls due, for those who review the register; the look is on record."""
    who = standing_of(by, on=civil_date(at))
    step = Permission.REVIEW_REGISTER
    NotPermitted.if_any(against_permission(who, step))
    found = sweep(current_pack(current_organisation()), on=civil_date(at))
    shown = [line.reference for owner in found.owners for line in owner.lines]
    note(
        Kind.REVIEWS_LISTED,
        who=who,
        step=step,
        at=at,
        subject="reviews",
        details={"shown": shown},
    )
    return found


@transaction.atomic
def read_trends(*, by: User, at: datetime) -> tuple[Chart, ...]:
    """The counts of a year, for those who review the register; on record as well."""
    who = standing_of(by, on=civil_date(at))
    step = Permission.REVIEW_REGISTER
    NotPermitted.if_any(against_permission(who, step))
    note(Kind.REVIEWS_LISTED, who=who, step=step, at=at, subject="trends")
    return trends(current_pack(current_organisation()), on=civil_date(at))

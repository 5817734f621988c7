"""Who was briefed on the register, when, and until when does it count?"""

from datetime import date, datetime

from django.db import transaction

from accounts import queries
from accounts.actions import askers
from accounts.models import Briefing, User
from accounts.policy import briefing_ends
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.clocks import civil_date
from tenants.context import current_organisation


class BriefingError(Exception):
    """The briefing cannot be recorded. The text says why."""


class BriefingInFuture(BriefingError):
    """Enter the day the briefing was given. It cannot be in the future."""


class BriefedThatDay(BriefingError):
    """A briefing on that day is recorded already."""


@transaction.atomic
def record_briefing(*, user: User, given_on: date, by: Actor, at: datetime) -> Briefing:
    """Record a briefing. It counts for the months the policy pack says."""
    briefing = note_briefing(user=user, given_on=given_on, by=by, at=at)
    askers.rewrite(user=user, at=at)
    return briefing


def note_briefing(*, user: User, given_on: date, by: Actor, at: datetime) -> Briefing:
    """The briefing alone, for a person who is still being added."""
    if given_on > civil_date(at):
        raise BriefingInFuture(BriefingInFuture.__doc__)
    if Briefing.objects.filter(user=user, given_on=given_on).exists():
        raise BriefedThatDay(BriefedThatDay.__doc__)
    months = queries.training_months()
    briefing = Briefing.objects.create(
        user=user,
        given_on=given_on,
        given_by=by.id,
        expires_on=briefing_ends(given_on, months),
    )
    record(
        kind=Kind.PERSON_BRIEFED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(user.pk),
        details={"given_on": given_on.isoformat()},
    )
    return briefing

"""Do the shared rows still say what the organisation's own tables say?"""

from datetime import date, datetime, time

from django.db import transaction

from accounts.actions import askers
from accounts.models import User
from tenants.clocks import LONDON, civil_date


def rewrite(*, at: datetime) -> int:
    """Write everybody's rows again, as roles begin and end with the days.

    Returns how many people were looked at.
    """
    people = list(User.objects.filter(is_active=True))
    for user in people:
        with transaction.atomic():
            askers.rewrite(user=user, at=at)
    return len(people)


def follow_pack(*, counts_from: date, at: datetime) -> None:
    """A pack was adopted: levels are written anew now where it counts already; where
    it is still to come, everybody signs in again on its day."""
    if counts_from > civil_date(at):
        askers.end_by(datetime.combine(counts_from, time(), tzinfo=LONDON))
    else:
        rewrite(at=at)

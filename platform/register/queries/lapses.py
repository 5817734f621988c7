"""Which entries answer nothing any more, though nobody has recorded it yet?"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from register.models import Entry
from register.states import LIVE_STATES, EntryState
from tenants.clocks import civil_date


def lapsed(*, at: datetime) -> list[UUID]:
    """Past their last day, or provisional beyond the hours that the pack allows."""
    over = Q(ends_on__lte=civil_date(at)) | Q(
        state=EntryState.PROVISIONAL, provisional_until__lte=at
    )
    found = Entry.objects.filter(over, state__in=sorted(LIVE_STATES))
    return list(found.order_by("ends_on", "pk").values_list("pk", flat=True))

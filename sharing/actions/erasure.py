"""What is forgotten between organisations when an entry is erased?

Releases go, because they hold why somebody thought them proportionate. Recalls and
receipts stay: ids, codes and dates only.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharing.models import PortfolioItem, Release, TeamRelease
from tenants.context import current_organisation


CASE = "CASE"


@transaction.atomic
def forget_entry(*, entry_id: UUID, at: datetime) -> None:
    """Called in the register's own transaction, with the entry's rows."""
    del at
    owner = current_organisation().id
    mine = {"owner": owner, "entry_id": entry_id}
    markers = set(
        Release.objects.filter(**mine).values_list("marker_id", flat=True)
    ) | set(TeamRelease.objects.filter(**mine).values_list("marker_id", flat=True))
    PortfolioItem.objects.filter(
        discloser=owner, kind=CASE, value__in=[str(marker) for marker in markers]
    ).delete()
    Release.objects.filter(**mine).delete()
    TeamRelease.objects.filter(**mine).delete()

"""When does what was typed for a batch go? A day later; each check stays on record."""

from datetime import datetime

from django.db import transaction

from sharing.models import CheckBatch
from tenants.context import current_organisation


@transaction.atomic
def remove_stale(*, at: datetime) -> int:
    """Remove this organisation's batches that are past their day; how many."""
    stale = CheckBatch.objects.filter(
        organisation=current_organisation().id, stale_after__lt=at
    )
    return stale.delete()[1].get("sharing.CheckBatch", 0)

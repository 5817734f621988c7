"""Which recalls wait for somebody who can still answer them?"""

from django.db.models import Exists, OuterRef, QuerySet

from sharing.models import Recall
from tenants.models import Organisation, Status


def waiting_recalls() -> QuerySet[Recall]:
    """Not acknowledged, by an organisation that has not left: what one that has left
    held was destroyed with its leaving, and nobody there can say so any more."""
    here = Organisation.objects.filter(pk=OuterRef("recipient"))
    return Recall.objects.filter(
        Exists(here.exclude(status=Status.CLOSED)), acknowledged_at__isnull=True
    )

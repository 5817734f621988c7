"""Which receipts are of something that somebody at a partner saw, or may have seen?"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.models import Extract, NeverLeft, Receipt
from sharing.states import ExtractState


# In doubt something was seen: only what certainly never left is no sight.
SHOWN = ("CHECK", "EXTRACT")
NO_SIGHT = NeverLeft.objects.filter(receipt_id=OuterRef("pk"))


def permitted() -> QuerySet[Receipt]:
    """What was to be shown, whether or not it ever arrived."""
    return Receipt.objects.filter(question__in=SHOWN, permitted=True)


def sights() -> QuerySet[Receipt]:
    """What was shown in a check, or put in an extract that may have arrived."""
    return permitted().filter(~Exists(NO_SIGHT))


def sights_of_any(**about: OuterRef) -> Exists:
    """Whether there is any such sight of a row of another table."""
    return Exists(sights().filter(**about))


def never_left(receipts: QuerySet[Receipt]) -> dict[UUID, datetime]:
    """Those of an extract that went nowhere, and since when that is known."""
    found = NeverLeft.objects.filter(receipt_id__in=receipts.values("pk"))
    return dict(found.values_list("receipt_id", "noted_at"))


def still_here(receipts: QuerySet[Receipt]) -> QuerySet[Extract]:
    """The sealed extracts of these receipts that nobody has tried to send."""
    return Extract.objects.filter(
        Q(state=ExtractState.SEALED.value, handed_at__isnull=True),
        pk__in=receipts.filter(question="EXTRACT").values("check_id"),
    )

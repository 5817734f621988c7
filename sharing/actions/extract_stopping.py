"""How is an extract kept from leaving, and how is it known that it never did?

From the moment in which it is handed to the mail server it may have gone. Before that
nobody outside can have had it, and whatever is taken back is taken out of it here.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from audit.actors import Actor, system
from audit.kinds import Kind
from notifications.models import Message
from sharing.actions.extract_asking import tell
from sharing.models import Extract, NeverLeft, Receipt
from sharing.queries.extract_rows import CHANGED_SINCE
from sharing.queries.sights import still_here
from sharing.states import ExtractState


# What was asked for never changes; only what became of it does.
CHANGED = (
    "state",
    "rows",
    "left_out",
    "digest",
    "refusal",
    "sealed",
    "sealed_at",
    "handed_at",
    "sent_at",
)
MAY_HAVE_GONE = "It was handed to the mail server once, so it may have arrived."


def may_have_gone(extract: Extract) -> bool:
    """Whether it was ever handed over. A message that was tried says so as well."""
    if extract.handed_at is not None:
        return True
    return Message.objects.filter(once=once(extract), attempts__gt=0).exists()


def stop(extract: Extract, reasons: Iterable[str], *, at: datetime) -> Extract:
    """Refuse an extract that is held. What was sealed and not handed over never left."""
    gone = extract.state == ExtractState.SEALED and may_have_gone(extract)
    sealed = extract.state == ExtractState.SEALED
    extract.refusal = [*reasons, MAY_HAVE_GONE] if gone else list(reasons)
    extract.state, extract.sealed = ExtractState.REFUSED.value, None
    extract.save(update_fields=CHANGED)
    if sealed and not gone:
        _note(extract, at=at)
    tell(Kind.EXTRACT_REFUSED, extract, by=clock_of(extract), at=at)
    return extract


def stop_what_is_still_here(receipts: QuerySet[Receipt], *, at: datetime) -> None:
    """Stop the sealed extracts of these receipts that were not handed over yet.

    Held while it is asked, so that it is either handed over before this, or never.
    """
    for extract in still_here(receipts).select_for_update().order_by("pk"):
        if not may_have_gone(extract):
            stop(extract, (CHANGED_SINCE,), at=at)


def once(extract: Extract) -> str:
    """Under which name its one message is kept."""
    return f"extract:{extract.pk}"


def clock_of(extract: Extract) -> Actor:
    return system("sharing.extracts", organisation=extract.discloser)


def _note(extract: Extract, *, at: datetime) -> None:
    """Beside each receipt of it, which itself is never changed."""
    receipts = Receipt.objects.filter(
        owner=extract.discloser, question="EXTRACT", check_id=extract.pk
    )
    NeverLeft.objects.bulk_create(
        NeverLeft(
            receipt_id=receipt,
            extract=extract,
            discloser=extract.discloser,
            recipient=extract.recipient,
            noted_at=at,
        )
        for receipt in receipts.values_list("pk", flat=True)
    )

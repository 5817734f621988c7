"""Who read how a decision was made? Reading a receipt is on record as well."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from sharing.permissions import holding
from sharing.queries import receipts
from sharing.queries.receipts import ReceiptLine, ReceiptPage
from tenants.codes import Permission
from tenants.context import current_organisation


READS = (Permission.SHARE, Permission.READ_AUDIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptList:
    """One page of receipts. `more` is where the next begins, or None."""

    lines: tuple[ReceiptLine, ...]
    more: ReceiptLine | None


@transaction.atomic
def list_receipts(
    *,
    by: User,
    at: datetime,
    marker: UUID | None = None,
    before: tuple[datetime, UUID] | None = None,
    limit: int = receipts.PAGE,
) -> ReceiptList:
    """Newest first.

    Raises:
        NotAllowed: neither the sharing officer nor somebody who reads the audit.
    """
    who = holding(*READS, by=by, at=at)
    here = current_organisation().id
    found = receipts.receipts_of(here, marker=marker, before=before, limit=limit + 1)
    lines, rest = found[:limit], found[limit:]
    record(
        kind=Kind.RECEIPTS_READ,
        organisation=here,
        by=who,
        at=at,
        subject=str(marker or "receipts"),
        details={"count": len(lines)},
    )
    return ReceiptList(lines=tuple(lines), more=lines[-1] if rest else None)


@transaction.atomic
def open_receipt(*, receipt_id: UUID, by: User, at: datetime) -> ReceiptPage:
    """One receipt, and the decision made again from it.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    who = holding(*READS, by=by, at=at)
    here = current_organisation().id
    found = receipts.receipt_for(receipt_id, organisation=here)
    record(
        kind=Kind.RECEIPT_READ,
        organisation=here,
        by=who,
        at=at,
        subject=str(receipt_id),
        details={"same": found.replayed.same},
    )
    return found

"""Do all of an organisation's receipts still give the decision they record?"""

from dataclasses import dataclass
from uuid import UUID

from sharing.models import Receipt
from sharing.queries.receipts import replay
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedAll:
    """How many receipts were read and what became of them. `differ` names those that
    the very same rules decide otherwise: there should be none."""

    read: int
    same: int
    differ: tuple[UUID, ...]
    older: int
    older_differ: int


def replay_all() -> ReplayedAll:
    """Every receipt about an entry of the organisation worked in."""
    read = same = older = older_differ = 0
    differ: list[UUID] = []
    receipts = Receipt.objects.filter(owner=current_organisation().id).order_by("id")
    for receipt in receipts.iterator(chunk_size=1000):
        again = replay(receipt)
        read += 1
        same += again.same
        older += not again.same_rules
        if not again.same_rules:
            older_differ += not again.same
        elif not again.same:
            differ.append(receipt.pk)
    return ReplayedAll(
        read=read,
        same=same,
        differ=tuple(differ),
        older=older,
        older_differ=older_differ,
    )

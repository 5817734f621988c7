"""Would the same be decided again, from what a receipt has stored?"""

from dataclasses import dataclass
from uuid import UUID

from sharing.edition import edition
from sharing.facts import PartnerFacts, Unreadable, from_record
from sharing.models import Receipt
from sharing.policy import decide
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What today's rules say of the facts of that day.

    `why_not` says why they cannot be asked. `same` compares the whole decision: the
    answer, each reason, the level and the terms that set it.
    """

    same: bool
    same_rules: bool
    why_not: str = ""
    permitted: bool = False
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedAll:
    """How many receipts were read and what became of them. `differ` names those that
    the very same rules decide otherwise: there should be none."""

    read: int
    same: int
    differ: tuple[UUID, ...]
    older: int
    older_differ: int


def replay(receipt: Receipt) -> Replayed:
    """Put the facts as they were recorded to the rules as they are."""
    same_rules = receipt.edition == edition()
    try:
        facts = from_record(PartnerFacts, receipt.facts)
    except Unreadable as reason:
        return Replayed(same=False, same_rules=same_rules, why_not=str(reason))
    decision = decide(facts)
    now = (
        decision.permit,
        dict(decision.reasons),
        str(decision.level or ""),
        list(decision.terms),
    )
    then = (receipt.permitted, receipt.reasons, receipt.level, receipt.terms)
    return Replayed(
        same=now == then,
        same_rules=same_rules,
        permitted=decision.permit,
        sentences=tuple(decision.reasons.values()),
    )


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

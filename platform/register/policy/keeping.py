"""May this entry be kept, and until when?

Keeping is a fresh decision: every criterion is answered anew, the audience is looked
at again, and the new term is within the pack's bound, counted from today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from register.policy.decisions import DecisionFacts, reasons_against
from register.policy.terms import Term, TermFacts, term
from register.states import EntryState
from tenants.clocks import say
from tenants.packs import Pack
from tenants.packs.choices import TermFrom


REVIEWED = frozenset({EntryState.ACTIVE, EntryState.UNDER_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingFacts:
    """The entry as it stands, and the decision on it as on a new report."""

    state: EntryState
    ends_on: date
    decided_on: date
    decision: DecisionFacts


def term_kept(facts: TermFacts, *, pack: Pack) -> Term:
    """The dates of an entry kept today: counted from this decision, whatever the pack
    counts a first term from, and cut by a court order's end as before."""
    return term(facts, pack=replace(pack, term_from=TermFrom.LAST_ACTION))


def reasons_against_keeping(facts: KeepingFacts) -> list[str]:
    """Every reason not to keep it so; none means that it may be kept."""
    return [*_standing(facts), *reasons_against(facts.decision)]


def _standing(facts: KeepingFacts) -> Iterator[str]:
    if facts.state not in REVIEWED:
        yield f"This entry is “{facts.state.label}”, so there is nothing to keep."
    elif facts.ends_on <= facts.decided_on:
        yield (
            f"The term ended on {say(facts.ends_on)} and it answers nothing. It cannot "
            "be kept; a new incident needs a new report."
        )

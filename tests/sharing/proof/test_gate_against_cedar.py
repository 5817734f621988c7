"""Does the gate decide as a second writing of the policy does, on cases nobody chose?

The other writing is `gate.cedar`. Compared are the answer, the whole set of clauses
that refuse, and on a permit the level: Cedar shows it there, and nothing above it.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

import pytest

from sharing.facts import Facts, PartnerFacts, ReaderFacts, TeamFacts
from sharing.policy import RULES, Decision, decide
from tenants.codes import Level
from tests.figures import How, record_figure
from tests.sharing.proof.cases import cases
from tests.sharing.proof.oracle import CLAUSES, LEVEL, Opinion, asked_of_cedar
from tests.sharing.proof.runs import TIMES, seeded


pytestmark = pytest.mark.proof(seconds=40)
AT_LEAST = 1_000
# So many that a clause which refuses alone AT_LEAST times does so with room for chance.
NUMBERS = {PartnerFacts: 57_000, TeamFacts: 29_000, ReaderFacts: 21_500}
ABOVE = dict(pairwise(sorted(Level, key=lambda level: level.rank)))


def differs(decision: Decision, opinion: Opinion) -> bool:
    clauses = {CLAUSES[rule] for rule in decision.reasons}
    return decision.permit != opinion.permit or clauses != opinion.clauses


def judged(kind: type[Facts], draw) -> Iterator[tuple[Decision, Opinion]]:
    decisions = [decide(facts) for facts in cases(kind, NUMBERS[kind] * TIMES, draw)]
    opinions = asked_of_cedar(
        (one.facts, one.level or Level.SEEK_ADVICE) for one in decisions
    )
    return zip(decisions, opinions, strict=True)


def shown_too_little(permits: list[Decision]) -> list[Decision]:
    """Permits above whose level Cedar would show more."""
    more = asked_of_cedar((one.facts, ABOVE[one.level]) for one in permits)
    return [
        one
        for one, opinion in zip(permits, more, strict=True)
        if opinion.clauses != {LEVEL}
    ]


def test_every_rule_is_a_clause_of_the_second_writing():
    rules = {rule.__name__ for rule in chain.from_iterable(RULES.values())}

    assert set(CLAUSES) == rules
    assert len(set(CLAUSES.values())) == len(CLAUSES)


@pytest.mark.parametrize("kind", list(NUMBERS), ids=lambda kind: kind.__name__)
def test_the_gate_decides_as_cedar_does(kind):
    draw = seeded(f"gate against Cedar, {kind.__name__}")
    alone: Counter[str] = Counter()
    differences, permits, number = [], [], 0

    for decision, opinion in judged(kind, draw):
        number += 1
        if differs(decision, opinion):
            differences.append((decision.facts, decision.reasons, opinion.clauses))
        elif decision.permit:
            permits.append(decision)
        elif len(decision.reasons) == 1:
            alone.update([*decision.reasons])
    wrong = shown_too_little(permits)

    fewest = min(alone[rule.__name__] for rule in RULES[kind])
    record_figure("Gate against Cedar: cases", number)
    record_figure("Gate against Cedar: differences", len(differences) + len(wrong))
    record_figure("Gate against Cedar: permits", len(permits))
    record_figure("Gate against Cedar: fewest by one clause", fewest, How.SMALLEST)
    assert differences[:3] == []
    assert wrong[:3] == []
    assert number >= NUMBERS[kind] * TIMES
    assert len(permits) >= AT_LEAST
    assert fewest >= AT_LEAST, alone
    assert {one.level for one in permits} == set(Level) - {Level.FULL}


def test_a_run_holds_a_hundred_thousand():
    assert sum(NUMBERS.values()) >= 100_000

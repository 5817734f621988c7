"""Is there a rule that could be written wrongly without anybody noticing?

Each mutant answers the questions of the table tests (one thing changed, the exact
reasons) and some random ones. What it gets away with is named.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain

import pytest

from sharing import policy
from sharing.facts import PartnerFacts, ReaderFacts, TeamFacts
from sharing.policy import RULES
from tests.figures import record_figure
from tests.sharing.golden import GIVEN, PERMITTED, READ
from tests.sharing.proof.cases import cases
from tests.sharing.proof.mutating import mutants_of
from tests.sharing.proof.runs import seeded
from tests.sharing.proof.trying import CHAIN, is_killed, question, source_of
from tests.sharing.test_policy import LIMITS, REFUSALS


pytestmark = pytest.mark.proof(seconds=8)
GOLDEN = {PartnerFacts: PERMITTED, TeamFacts: GIVEN, ReaderFacts: READ}
RANDOM = 60
# What is judged elsewhere: putting an agreement in force has tests of its own.
ELSEWHERE = frozenset({"BEFORE_FORCE_RULES"})


@cache
def questions():
    """The table first: it kills nearly all."""
    table = [
        replace(GOLDEN[kind], **change)
        for kind, refusals in REFUSALS.items()
        for _, change, _ in refusals
    ]
    limits = [replace(PERMITTED, **change) for change, _, _ in LIMITS]
    undecidable = replace(PERMITTED, cover_ends_on=datetime(2027, 1, 1, tzinfo=UTC))
    draw = seeded("mutants of the gate")
    drawn = chain.from_iterable(cases(kind, RANDOM, draw) for kind in GOLDEN)
    asked = [*GOLDEN.values(), *table, *limits, undecidable, *drawn]
    return [question(policy, facts) for facts in asked]


@pytest.mark.parametrize("module", CHAIN)
def test_every_mutant_is_noticed(module):
    made: Counter[str] = Counter()
    kinds: dict[str, set[str]] = defaultdict(set)
    survivors = []
    for mutant in mutants_of(source_of(module)):
        if mutant.where in ELSEWHERE:
            continue
        made[mutant.kind] += 1
        kinds[mutant.where].add(mutant.kind)
        if not is_killed(module, mutant, questions()):
            survivors.append(str(mutant))

    record_figure("Mutants of the gate: made", made.total())
    record_figure("Mutants of the gate: killed", made.total() - len(survivors))
    assert not survivors, "\n".join(survivors)
    rules = {
        rule.__name__
        for rule in chain.from_iterable(RULES.values())
        if rule.__module__ == module
    }
    assert {rule for rule in rules if not kinds[rule]} == set()
    for kind in ("negated", "constant"):
        assert made[kind], kind

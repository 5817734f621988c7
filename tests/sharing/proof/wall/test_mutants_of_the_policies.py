"""Is there a policy that could be written wrongly without anybody noticing?

Every policy on the shared tables, as the database has it, and every mutant of it, is
put to a table test: what each organisation may read, add, change and remove.
"""

from collections import Counter

import pytest

from tests.figures import record_figure
from tests.sharing.proof.wall import guards
from tests.sharing.proof.wall.attempts import ATTEMPTS, SEEN
from tests.sharing.proof.wall.equivalents import NO_DIFFERENCE
from tests.sharing.proof.wall.judging import differences, table_of
from tests.sharing.proof.wall.scene import lay_out
from tests.sharing.proof.wall.trying import named, try_all


pytestmark = [pytest.mark.throwaway, pytest.mark.proof(seconds=20)]
NAMES = {table_of(name): name for name in ATTEMPTS}


@pytest.fixture
def scene(own_database):
    return lay_out()


def test_every_mutant_of_a_policy_is_noticed(scene):
    for name in ATTEMPTS:
        assert list(differences(scene, name)) == []
    written = [one for one in guards.policies() if not guards.is_of_the_floor(one)]

    found = try_all(
        written, lambda guard: next(differences(scene, NAMES[guard.table]), None)
    )

    tried = sum(len(each) for each in ATTEMPTS.values())
    record_figure("Attempts at the shared tables, one policy mutant or none", tried)
    record_figure("Mutants of the policies: made", found.made.total())
    record_figure("Mutants of the policies: killed", found.killed)
    record_figure("Mutants of the policies: no difference", len(NO_DIFFERENCE))
    assert {one.table for one in written} == set(NAMES)
    assert found.survivors == Counter([*NO_DIFFERENCE]), named(found.survivors)
    assert {str(guard) for guard in written if not found.of[str(guard)]} == set()
    for kind in ("dropped clause", "negated", "constant", "other column"):
        assert found.made[kind], kind


def test_every_table_has_its_attempts_and_its_readers():
    assert set(ATTEMPTS) == set(SEEN)
    for name, attempts in ATTEMPTS.items():
        each = Counter(
            (who, how, str(sorted(what.items(), key=str)))
            for who, how, what, _ in attempts
        )
        assert max(each.values()) == 1, (name, each.most_common(1))

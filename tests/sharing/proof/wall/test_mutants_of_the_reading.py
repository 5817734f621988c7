"""Is there a policy of reading that could be written wrongly without anybody noticing?

What an organisation reads of agreements, releases and markers rests on many rows at
once, so each mutant of these policies, and of the view of what holds today, is put to a
random world: the gate says what every party should see there on every day.
"""

from collections import Counter

import pytest

from tests.figures import record_figure
from tests.sharing.proof.conftest import Size
from tests.sharing.proof.floor import WRONG
from tests.sharing.proof.wall import guards
from tests.sharing.proof.wall.equivalents import NO_DIFFERENCE_IN_READING
from tests.sharing.proof.wall.trying import named, try_all
from tests.sharing.proof.watching import Gate, seen_by_checks, seen_by_pages


pytestmark = [pytest.mark.throwaway, pytest.mark.proof(seconds=45)]
SIZE = Size(days=4, agreements=len(WRONG), markers=70)
WAYS = {"heed_organisation": seen_by_pages, "heed_check": seen_by_checks}


class Judge:
    """Looks at the world as each organisation does, and knows what it should see."""

    def __init__(self, floor) -> None:
        gate = Gate(floor)
        received = [
            (asker, day, gate.sight(asker, day))
            for day in floor.days
            for asker in floor.recipients
        ]
        disclosed = [
            (asker, floor.days[0], gate.own_sight(asker)) for asker in floor.disclosers
        ]
        self.wanted = {
            "heed_organisation": [*received, *disclosed],
            "heed_check": received,
        }

    def __call__(self, guard: guards.Guard) -> str | None:
        for role in guard.roles:
            for asker, day, wanted in self.wanted[role]:
                [seen] = WAYS[role](asker, [day])
                if seen != wanted:
                    return f"{role}, {asker.name}, {day}"
        return None


def test_every_mutant_of_a_policy_of_reading_is_noticed(floor_of):
    floor = floor_of("mutants of the reading", SIZE)
    judge = Judge(floor)
    written = [guards.live(), *filter(guards.is_of_the_floor, guards.policies())]
    for guard in written:
        assert judge(guard) is None

    found = try_all(written, judge)

    record_figure("Mutants of the policies: made", found.made.total())
    record_figure("Mutants of the policies: killed", found.killed)
    record_figure(
        "Mutants of the policies: no difference", len(NO_DIFFERENCE_IN_READING)
    )
    assert {one.table for one in written} == guards.FLOOR | {"sharing_live"}
    assert found.survivors == Counter([*NO_DIFFERENCE_IN_READING]), named(
        found.survivors
    )
    assert {str(guard) for guard in written if not found.of[str(guard)]} == set()
    for kind in ("boundary", "dropped clause", "negated", "constant", "other column"):
        assert found.made[kind], kind

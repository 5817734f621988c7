"""Is there a constraint under the policies that could be written wrongly unnoticed?"""

from collections import Counter

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from tenants.context import as_owner
from tests.figures import record_figure
from tests.sharing.proof.wall import guards
from tests.sharing.proof.wall.backing import BACKINGS
from tests.sharing.proof.wall.equivalents import NO_DIFFERENCE_IN_BACKING
from tests.sharing.proof.wall.scene import Scene, lay_out
from tests.sharing.proof.wall.trying import Found, named, try_all


pytestmark = [pytest.mark.throwaway, pytest.mark.proof(seconds=15)]


def refused(cursor, statement: str) -> bool:
    cursor.execute("SAVEPOINT attempt")
    try:
        cursor.execute(statement)
    except IntegrityError as error:
        if "check constraint" not in str(error):
            raise
        was_refused = True
    else:
        was_refused = False
    cursor.execute("ROLLBACK TO SAVEPOINT attempt")
    return was_refused


def wrongly(scene: Scene, name: str) -> str | None:
    """The first row that is there and may not be, or the other way about."""
    backing = BACKINGS[name]
    cases = [
        *((change, False) for change in ({}, *backing.may)),
        *((change, True) for change in backing.may_not),
    ]
    with as_owner() as cursor:
        for change, wanted in cases:
            row = scene.insert(backing.table, {**backing.row, **change})
            if refused(cursor, row.as_string()) != wanted:
                return f"{change}: {'refused' if not wanted else 'let in'}"
        transaction.set_rollback(True, using="owner")
    return None


def test_every_mutant_of_a_constraint_under_the_policies_is_noticed(own_database):
    written = [one for one in guards.constraints() if one.name in BACKINGS]
    scene = lay_out()
    total = Found()

    for guard in written:
        with guards.put_back(guard):
            assert wrongly(scene, guard.name) is None, guard
            found = try_all([guard], lambda guard: wrongly(scene, guard.name))
        total.made += found.made
        total.of += found.of
        total.killed += found.killed
        total.survivors += found.survivors

    record_figure("Mutants of the constraints: made", total.made.total())
    record_figure("Mutants of the constraints: killed", total.killed)
    record_figure(
        "Mutants of the constraints: no difference", len(NO_DIFFERENCE_IN_BACKING)
    )
    assert {guard.name for guard in written} == set(BACKINGS)
    assert total.survivors == Counter([*NO_DIFFERENCE_IN_BACKING]), named(
        total.survivors
    )
    assert {str(guard) for guard in written if not total.of[str(guard)]} == set()
    for kind in (
        "boundary",
        "dropped clause",
        "dropped element",
        "negated",
        "constant",
    ):
        assert total.made[kind], kind

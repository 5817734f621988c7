"""Do the rows' own policies let through what the gate would, and nothing else?

Every organisation that asks × every entry × every day, over the clauses both know: once
as the organisation's pages read and once as its checks do.
"""

from collections import Counter
from uuid import UUID

import pytest

from markers.models import Marker
from tests.figures import How, record_figure
from tests.sharing.proof.conftest import Size
from tests.sharing.proof.runs import TIMES
from tests.sharing.proof.watching import (
    CLAUSE_OF,
    CLAUSES,
    Gate,
    seen_by_checks,
    seen_by_pages,
)


pytestmark = [pytest.mark.throwaway, pytest.mark.proof(seconds=80)]
SIZE = Size(days=19, agreements=30, markers=300 * TIMES)
WANTED, AT_LEAST = 100_000, 1_000


def alone(refusals: dict[UUID, list[set[str]]], markers: list[UUID]) -> Counter[str]:
    """How often each clause of the list was the only thing against an entry."""
    counted: Counter[str] = Counter()
    for marker in markers:
        each = refusals.get(marker, [])
        if not each:
            counted["release"] += 1  # nobody released it
        elif len(each) == 1 and each[0]:
            clauses = {CLAUSE_OF[rule] for rule in each[0]}
            if len(clauses) == 1:
                counted.update(clauses)
    return counted


def test_the_gate_and_the_rows_agree_on_random_worlds(floor_of):
    floor = floor_of("gate against rows", SIZE)
    gate = Gate(floor)
    ids = [marker.pk for marker in floor.rows[Marker]]
    compared = permits = 0
    refused: Counter[str] = Counter()
    differences = []

    for asker in floor.recipients:
        sights = zip(
            floor.days,
            seen_by_pages(asker, floor.days),
            seen_by_checks(asker, floor.days),
            strict=True,
        )
        for day, pages, checks in sights:
            expected = gate.sight(asker, day)
            compared += len(ids)
            permits += len(expected["markers_marker"])
            refused += alone(gate.refusals(asker, day), ids)
            for table, wanted in expected.items():
                for how, seen in (("pages", pages), ("checks", checks)):
                    wrong = seen[table] ^ wanted
                    differences += [(how, table, day, asker.name, one) for one in wrong]

    fewest = min(refused[clause] for clause in CLAUSES)
    record_figure("Gate against rows: asker × entry × day", compared)
    record_figure("Gate against rows: differences", len(differences))
    record_figure("Gate against rows: permits", permits)
    record_figure("Gate against rows: fewest by one clause", fewest, How.SMALLEST)
    assert differences[:5] == []
    assert compared >= WANTED * TIMES
    assert permits >= AT_LEAST
    assert fewest >= AT_LEAST, refused

"""Are people found who were mistyped, and strangers let through?

A small register, so that it is quick; `make bench` measures 100,000 entries by the same
questions.
"""

import pytest

from tests.figures import record_figure
from tests.markers.measuring import (
    ASKED,
    CERTAIN,
    WITH_MORE,
    measure,
    questions,
    strangers,
)
from tests.markers.people import District
from tests.markers.search import Register, content_of


ENTRIES, EACH = 3000, 250


@pytest.fixture(scope="module")
def people():
    district = District(7)
    return [district.someone() for _ in range(ENTRIES)]


@pytest.fixture(scope="module")
def register(people):
    return Register(content_of(person, n) for n, person in enumerate(people))


@pytest.mark.parametrize("kind", ASKED)
def test_the_mistyped_are_found(people, register, kind):
    tally = measure(register, questions(kind, people, EACH, seed=3))

    record_figure("Misspelt questions asked", EACH)
    assert tally.recall >= (0.99 if kind in WITH_MORE | CERTAIN else 0.98)
    assert tally.share("HIT") >= (0.9 if kind in CERTAIN else 0.0)
    assert tally.precision >= 0.95


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind != "name"])
def test_strangers_are_let_through(people, register, kind):
    tally = measure(register, strangers(kind, people, EACH, seed=99))

    record_figure("Strangers asked about", EACH)
    assert tally.share("CLEAR") >= 0.95


def test_a_name_alone_that_fits_several_is_never_a_guess(people, register):
    tally = measure(register, questions("name", people, EACH, seed=5))

    assert tally.precision == 1.0
    assert tally.recall >= 0.98

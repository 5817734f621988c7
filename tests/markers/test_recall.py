"""Are people found who were mistyped, and strangers let through?

A small register, so that it is quick; `make bench` measures 100,000 entries.
"""

from random import Random

import pytest

from markers.facts import Terms
from tests.markers.misspellings import (
    spoil_date,
    spoil_name,
    spoil_postcode,
    spoil_street,
)
from tests.markers.people import District
from tests.markers.search import Register, content_of, tally


ENTRIES, ASKED = 3000, 600


@pytest.fixture(scope="module")
def people():
    district = District(7)
    return [district.someone() for _ in range(ENTRIES)]


@pytest.fixture(scope="module")
def register(people):
    return Register([content_of(person, n) for n, person in enumerate(people)])


def mistyped(kind, person, random):
    name = spoil_name(person.name, random)
    return {
        "name": lambda: Terms(name=name),
        "name and birth": lambda: Terms(name=name, date_of_birth=person.born),
        "name and bad birth": lambda: Terms(
            name=name, date_of_birth=spoil_date(person.born, random)
        ),
        "name and postcode": lambda: Terms(
            name=name, postcode=spoil_postcode(person.postcode, random)
        ),
        "postcode and building": lambda: Terms(
            postcode=spoil_postcode(person.postcode, random), building=person.building
        ),
        "address": lambda: Terms(
            postcode=person.postcode,
            address=f"{person.building} {spoil_street(person.street, random)}",
        ),
        "uprn": lambda: Terms(uprn=person.uprn),
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "found", "hits"),
    [
        ("name", 0.98, 0.0),
        ("name and birth", 0.99, 0.9),
        ("name and bad birth", 0.96, 0.0),
        ("name and postcode", 0.99, 0.9),
        ("postcode and building", 0.99, 0.9),
        ("address", 0.99, 0.9),
        ("uprn", 1.0, 1.0),
    ],
)
def test_the_mistyped_are_found(people, register, kind, found, hits):
    random = Random(3)
    numbers = random.sample(range(ENTRIES), ASKED)
    asked = [(n, mistyped(kind, people[n], random)) for n in numbers]

    counts = tally(register, asked)

    assert counts["found"] / ASKED >= found
    assert counts["HIT"] / ASKED >= hits
    assert counts["right"] >= 0.95 * counts["HIT"]


@pytest.mark.parametrize(
    "kind", ["name and birth", "name and postcode", "postcode and building", "address"]
)
def test_strangers_are_let_through(register, kind):
    district, random = District(99), Random(5)
    asked = [(None, mistyped(kind, district.someone(), random)) for _ in range(ASKED)]

    counts = tally(register, asked)

    assert counts["CLEAR"] / ASKED >= 0.95

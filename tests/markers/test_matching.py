"""Is the one asked about found, and nobody else?"""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markers.birthdays import Born, compare_births
from markers.facts import Candidate, Terms
from markers.likeness import NameFit, compare_names
from markers.matching import rank, settle
from markers.names import name_parts
from markers.places import address_key, building_of, normalise_postcode
from markers.sites import PlaceFit, compare_place
from markers.states import Confidence


OWNER = UUID(int=1)
BORN = date(1980, 2, 3)


def held(number=1, **changes):
    """A person known at 12 Mill Street, as stored."""
    facts = {
        "names": ("John Smith",),
        "follows": "PERSON",
        "uprn": "999111000007",
        "postcode": "ZX1 1AA",
        "building": "12",
        "address": "12 Mill Street, Eastmere",
        "date_of_birth": BORN,
        "birth_year": None,
        **changes,
    }
    address, building = facts.pop("address"), facts["building"]
    facts["names"] = tuple(" ".join(name_parts(name)) for name in facts["names"])
    facts["postcode"] = normalise_postcode(facts["postcode"])
    facts["building"] = building_of(building) or building_of(address)
    facts["address_key"] = address_key(address=address, building=building)
    return Candidate(marker_id=UUID(int=number), owner=OWNER, **facts)


def answer(terms, *rows):
    """The one confidence given to a single row, or None."""
    matches = rank(terms, rows)
    return matches[0].confidence if matches else None


def settled(terms, *rows):
    result = settle(rank(terms, rows))
    return (
        [match.marker_id.int for match in result.hits],
        [match.marker_id.int for match in result.doubtful],
    )


@pytest.mark.parametrize(
    ("terms", "fit"),
    [
        ({"uprn": "999111000007"}, PlaceFit.SAME_UPRN),
        ({"uprn": " 999111 000007"}, PlaceFit.SAME_UPRN),
        ({"postcode": "zx11aa", "building": "12"}, PlaceFit.SAME_BUILDING),
        ({"address": "12 Mill St, Eastmere, ZX1 1AA"}, PlaceFit.SAME_BUILDING),
        ({"address": "12 Mil Street"}, PlaceFit.SAME_ADDRESS),
        ({"address": "12 Mill Street", "postcode": "ZX1 1AB"}, PlaceFit.SAME_ADDRESS),
        ({"postcode": "ZX1 1AA", "building": "Flat 3, 12"}, PlaceFit.SIMILAR),
        ({"address": "Flat 3, 12 Mill Street"}, PlaceFit.SIMILAR),
        ({"address": "12 Quay Road, ZX1 1AA"}, PlaceFit.SIMILAR),
        (
            {"uprn": "999111000008", "postcode": "ZX1 1AA", "building": "12"},
            PlaceFit.SIMILAR,
        ),
        ({"postcode": "ZX1 1AA", "building": "14"}, PlaceFit.SAME_POSTCODE),
        (
            {"uprn": "999111000008", "postcode": "ZX1 1AA"},
            PlaceFit.SAME_POSTCODE,
        ),
        ({"postcode": "ZX1 1AA"}, PlaceFit.SAME_POSTCODE),
        ({"postcode": "ZX1 1AB"}, PlaceFit.NEAR_POSTCODE),
        ({"uprn": "999111000008"}, PlaceFit.DIFFERENT),
        ({"postcode": "ZX9 9ZZ", "building": "12"}, PlaceFit.DIFFERENT),
        ({"address": "14 Mill Street"}, PlaceFit.DIFFERENT),
        ({}, PlaceFit.UNKNOWN),
    ],
)
def test_places_compare(terms, fit):
    assert compare_place(Terms(**terms), held()) == fit


def test_named_houses_compare_by_likeness():
    row = held(building="Rose Cottage", uprn="", address="Rose Cottage, Mill Lane")
    near = Terms(postcode="ZX1 1AA", building="Rose Cotage")
    other = Terms(postcode="ZX1 1AA", building="Ivy Lodge")

    assert compare_place(near, row) == PlaceFit.SAME_BUILDING
    assert compare_place(other, row) == PlaceFit.SAME_POSTCODE


@pytest.mark.parametrize(
    ("asked", "year", "born"),
    [
        (BORN, None, Born.SAME),
        (date(1980, 3, 2), None, Born.NEAR),
        (date(1908, 2, 3), None, Born.NEAR),
        (date(1981, 2, 3), None, Born.NEAR),
        (date(1985, 6, 17), None, Born.DIFFERENT),
        (None, 1981, Born.SAME_YEAR),
        (None, 1983, Born.UNKNOWN),
        (None, 1990, Born.DIFFERENT),
        (None, None, Born.UNKNOWN),
    ],
)
def test_births_compare(asked, year, born):
    assert compare_births(asked, year, BORN, None) == born


@pytest.mark.parametrize(
    ("asked", "fit"),
    [
        ("John Smith", NameFit.EXACT),
        ("Smith, John", NameFit.EXACT),
        ("Mr John Smith", NameFit.EXACT),
        ("Johnny Smith", NameFit.FAMILIAR),
        ("John Paul Smith", NameFit.FAMILIAR),
        ("Jon Smyth", NameFit.FAMILIAR),
        ("John Smtih", NameFit.CLOSE),
        ("J Smith", NameFit.CLOSE),
        ("John Smithers", NameFit.LOOSE),
        ("Smith", NameFit.LOOSE),
        ("Jane Brightwell", NameFit.NONE),
        ("Zebedee", NameFit.NONE),
        ("", NameFit.NONE),
    ],
)
def test_names_compare(asked, fit):
    assert compare_names(name_parts(asked), ("john smith",)) == fit


def test_middle_names_that_differ_leave_a_loose_fit():
    assert compare_names(("john", "adam", "smith"), ("john peter smith",)) == (
        NameFit.LOOSE
    )


def test_an_alias_counts_as_the_name():
    assert compare_names(("red", "billy"), ("john smith", "red billy")) == NameFit.EXACT


def test_one_name_alone_is_whole_only_where_both_have_no_other():
    assert compare_names(("cher",), ("cher",)) == NameFit.CLOSE
    assert compare_names(("cherr",), ("cher",)) == NameFit.LOOSE
    assert compare_names(("smith",), ("cher",)) == NameFit.NONE


@pytest.mark.parametrize(
    ("terms", "confidence"),
    [
        ({"uprn": "999111000007"}, Confidence.CERTAIN),
        ({"name": "John Smith", "date_of_birth": BORN}, Confidence.CERTAIN),
        ({"name": "Jhon Smtih", "date_of_birth": BORN}, Confidence.CERTAIN),
        ({"name": "John Smithers", "date_of_birth": BORN}, Confidence.POSSIBLE),
        (
            {"name": "John Smithers", "date_of_birth": BORN, "postcode": "ZX1 1AA"},
            Confidence.LIKELY,
        ),
        ({"name": "John Smith", "date_of_birth": date(1980, 3, 2)}, Confidence.LIKELY),
        ({"name": "J Smith", "date_of_birth": date(1980, 3, 2)}, Confidence.POSSIBLE),
        ({"name": "John Smithers", "date_of_birth": date(1980, 3, 2)}, None),
        ({"name": "John Smith", "date_of_birth": date(1955, 5, 5)}, None),
        ({"name": "John Smith", "birth_year": 1981}, Confidence.LIKELY),
        ({"name": "J Smith", "birth_year": 1981}, Confidence.POSSIBLE),
        ({"name": "John Smithers", "birth_year": 1981}, None),
        ({"name": "John Smith"}, Confidence.LIKELY),
        ({"name": "J Smith"}, Confidence.POSSIBLE),
        ({"name": "John Smith", "postcode": "ZX1 1AA"}, Confidence.LIKELY),
        ({"name": "John Smithers", "postcode": "ZX1 1AA"}, Confidence.POSSIBLE),
        ({"name": "John Smith", "postcode": "ZX1 1AB"}, Confidence.LIKELY),
        ({"name": "John Smith", "postcode": "ZX9 9ZZ"}, Confidence.POSSIBLE),
        ({"name": "J Smith", "postcode": "ZX9 9ZZ"}, None),
        ({"name": "Jane Brightwell"}, None),
        ({"postcode": "ZX9 9ZZ", "building": "12"}, None),
    ],
)
def test_how_sure_one_row_is(terms, confidence):
    assert answer(Terms(**terms), held(date_of_birth=BORN)) == confidence


def test_the_address_answers_whatever_the_birth():
    terms = Terms(
        name="John Smith", date_of_birth=date(1955, 5, 5), uprn="999111000007"
    )

    assert answer(terms, held(follows="PERSON")) == Confidence.CERTAIN


def test_somebody_else_at_the_address_of_a_person_is_a_doubt():
    terms = Terms(name="Jane Brightwell", uprn="999111000007")

    assert answer(terms, held(follows="PERSON")) == Confidence.POSSIBLE
    assert answer(terms, held(follows="BOTH")) == Confidence.CERTAIN


def test_what_follows_the_premises_is_not_found_by_person():
    row = held(follows="PREMISES", names=(), date_of_birth=None)

    assert answer(Terms(name="John Smith", date_of_birth=BORN), row) is None
    assert answer(Terms(uprn="999111000007"), row) == Confidence.CERTAIN


def test_a_namesake_without_birth_is_a_doubt_when_a_birth_is_asked():
    terms = Terms(name="John Smith", date_of_birth=BORN)

    assert answer(terms, held(date_of_birth=None)) == Confidence.POSSIBLE


def test_a_common_name_elsewhere_raises_no_doubt():
    terms = Terms(name="John Smith", postcode="ZX9 9ZZ")
    rows = [held(number, date_of_birth=None) for number in range(1, 40)]

    assert rank(terms, rows) == []


def test_what_matched_is_named():
    terms = Terms(name="Jhon Smith", date_of_birth=BORN, postcode="ZX1 1AA")
    near = Terms(name="John Smith", date_of_birth=date(1980, 3, 2))
    year = Terms(name="John Smith", birth_year=1980)

    assert rank(terms, [held()])[0].matched_on == (
        "postcode",
        "similar_name",
        "date_of_birth",
    )
    assert rank(near, [held()])[0].matched_on == ("name", "similar_date_of_birth")
    assert rank(year, [held()])[0].matched_on == ("name", "year_of_birth")


def test_several_people_of_one_name_are_never_guessed_between():
    rows = [held(1), held(2, date_of_birth=date(1990, 1, 1))]

    assert settled(Terms(name="John Smith"), *rows) == ([], [1, 2])


def test_a_name_alone_is_doubted_beside_one_like_it():
    rows = [held(1), held(2, names=("Jon Smithe",), date_of_birth=date(1990, 1, 1))]

    assert settled(Terms(name="John Smith"), *rows) == ([], [1, 2])


def test_one_person_on_two_registers_is_one_person():
    rows = [held(1), held(2)]

    assert settled(Terms(name="John Smith"), *rows) == ([1, 2], [])


def test_birth_decides_between_namesakes():
    rows = [held(1), held(2, date_of_birth=date(1990, 1, 1))]

    assert settled(Terms(name="John Smith", date_of_birth=BORN), *rows) == ([1], [])


def test_everything_at_the_place_is_shown():
    rows = [held(1), held(2, names=(), follows="PREMISES", date_of_birth=None)]

    assert settled(Terms(uprn="999111000007"), *rows) == ([1, 2], [])


def test_one_address_in_two_towns_is_a_doubt():
    rows = [
        held(1, uprn="", postcode="ZX1 1AA"),
        held(2, uprn="", postcode="ZX5 5EE"),
    ]

    assert settled(Terms(address="12 Mill Street"), *rows) == ([], [1, 2])


def test_a_likely_address_elsewhere_is_not_shown_beside_a_certain_one():
    rows = [held(1), held(2, uprn="", postcode="ZX1 1AB")]
    terms = Terms(address="12 Mill Street", postcode="ZX1 1AA")

    assert settled(terms, *rows)[0] == [1]


def test_nothing_found_is_nothing_said():
    assert settled(Terms(name="John Smith")) == ([], [])


names = st.lists(
    st.sampled_from(["john", "jon", "smith", "smyth", "mary", "o'brien", "khan", "j"]),
    min_size=1,
    max_size=3,
).map(" ".join)
rows = st.lists(
    st.builds(
        lambda number, name, born, postcode: held(
            number, names=(name,), date_of_birth=born, postcode=postcode
        ),
        st.integers(1, 99),
        names,
        st.sampled_from([BORN, date(1980, 3, 2), date(1990, 1, 1), None]),
        st.sampled_from(["ZX1 1AA", "ZX1 1AB", "ZX9 9ZZ"]),
    ),
    max_size=6,
    unique_by=lambda row: row.marker_id,
)
terms_asked = st.builds(
    Terms,
    name=names,
    date_of_birth=st.sampled_from([BORN, None]),
    postcode=st.sampled_from(["", "ZX1 1AA"]),
)


@given(terms_asked, rows)
def test_every_match_is_either_shown_or_doubted_never_both(terms, found):
    matches = rank(terms, found)
    result = settle(matches)
    hits = {match.marker_id for match in result.hits}
    doubts = {match.marker_id for match in result.doubtful}

    assert not hits & doubts
    assert all(match.confidence != Confidence.POSSIBLE for match in result.hits)
    assert bool(hits or doubts) == bool(matches)


@given(terms_asked, rows)
def test_the_order_of_rows_changes_nothing(terms, found):
    forward = {match.marker_id: match.confidence for match in rank(terms, found)}
    backward = {match.marker_id: match.confidence for match in rank(terms, found[::-1])}

    assert forward == backward

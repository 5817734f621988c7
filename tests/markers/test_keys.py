"""Do an entry and a search for it share a key?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markers.facts import Terms
from markers.keys import entry_keys, person_keys, search_keys
from tests.markers.people import District
from tests.markers.search import content_of


PERSON = District(1).someone()


def keys_of(**changes):
    return entry_keys(content_of(PERSON, 1, **changes))


def shares(entry, **terms):
    return bool(entry & set(search_keys(Terms(**terms))))


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Mohammed Khan", "Muhammad Khan"),
        ("Siobhan O'Brien", "Shivaun OBrien"),
        ("Katarzyna Nowak", "Kasia Nowak"),
        ("Katarzyna Nowak", "Nowak, Kasia"),
        ("William Turner", "Bill Turner"),
        ("William Turner", "Bill Turnr"),
        ("Claire Horton-Roberts", "Claire Roberts"),
        ("Claire Horton-Roberts", "Claire Horton Roberts"),
        ("Екатерина Волкова", "Kate Volkova"),
        ("John Smith", "Jhon Smiht"),
        ("John Smith", "J Smith"),
        ("Smith", "John Smith"),
        ("John Smith", "Smith"),
        ("Cher", "Chre"),
    ],
)
def test_ways_of_writing_a_name_meet(held, asked):
    entry = keys_of(name=held, date_of_birth=None, follows="PERSON", uprn="")

    assert shares(entry, name=asked)


def test_different_people_rarely_meet():
    entry = keys_of(name="John Smith", date_of_birth=None, follows="PERSON")

    assert not shares(entry, name="Jane Brightwell")
    assert not shares(entry, name="Mary Smith")


def test_birth_meets_with_day_and_month_exchanged():
    entry = keys_of(name="", date_of_birth=date(1980, 2, 3))

    assert shares(entry, date_of_birth=date(1980, 2, 3))
    assert shares(entry, date_of_birth=date(1980, 3, 2))
    assert not shares(entry, date_of_birth=date(1980, 2, 4))
    assert not shares(keys_of(date_of_birth=None), date_of_birth=date(1980, 2, 23))


def test_place_meets_by_each_of_its_parts():
    entry = keys_of(
        name="",
        uprn="999111000007",
        postcode="ZX1 1AA",
        building="Flat 3, 12",
        address="Flat 3, 12 Mill Street",
    )

    assert shares(entry, uprn="999111000007")
    assert shares(entry, postcode="zx11aa", building="3 12")
    assert shares(entry, postcode="zx11aa", building="12")
    assert shares(entry, address="Flat 3 12 Mil St")
    assert not shares(entry, postcode="ZX1 1AA", building="14")
    assert not shares(entry, postcode="ZX1 1AA")


def test_a_postcode_beside_a_name_finds_whoever_lives_there():
    entry = keys_of(name="Zebedee Quill", postcode="ZX1 1AA")

    assert shares(entry, name="Anybody Else", postcode="ZX1 1AA")


def test_what_follows_the_premises_has_no_keys_of_a_person():
    entry = keys_of(name="John Smith", follows="PREMISES")

    assert not shares(entry, name="John Smith")
    assert shares(entry, uprn=PERSON.uprn)


def test_aliases_are_found_too():
    entry = keys_of(aliases=("Red Billy",), follows="PERSON")

    assert shares(entry, name="Red Billy")


def test_no_terms_no_keys():
    assert search_keys(Terms()) == []
    assert search_keys(Terms(uprn="not a number")) == []


@given(
    st.text(max_size=40),
    st.text(max_size=12),
    st.text(max_size=60),
    st.dates() | st.none(),
)
def test_keys_fit_a_bigint_and_stay_few(name, postcode, address, born):
    terms = Terms(name=name, postcode=postcode, address=address, date_of_birth=born)

    keys = search_keys(terms)

    assert keys == sorted(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(keys) <= 1500


@given(
    st.lists(
        st.sampled_from(["john", "mary", "smith", "khan", "obrien"]),
        min_size=2,
        max_size=3,
    )
)
def test_order_of_a_name_changes_no_key(words):
    forward = person_keys(name=" ".join(words), date_of_birth=None)

    assert forward == person_keys(name=" ".join(reversed(words)), date_of_birth=None)

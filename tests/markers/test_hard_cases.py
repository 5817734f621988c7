"""Is one person or place found however people write it, from keys to answer?

Each case asks a register of 1,500 other people: by keys, by rank, and settled, as a
check does.
"""

from datetime import date

import pytest

from markers.facts import Terms
from tests.markers.people import District, Someone
from tests.markers.search import Register, content_of


OTHERS = 1_500
MEANT = OTHERS + 1
BORN = date(1984, 3, 7)
HOME = {
    "uprn": "999222000001",
    "building": "Flat 3, 12",
    "street": "Larkspur Terrace",
    "postcode": "ZX77 4QQ",
}


class Few(Register):
    """A register of few beside one of many, which is made once."""

    def __init__(self, contents, many):
        super().__init__(contents)
        self.rows |= many.rows
        self.many = many

    def having(self, key):
        return [*super().having(key), *self.many.having(key)]


@pytest.fixture(scope="module")
def others():
    district = District(23)
    people = [district.someone() for _ in range(OTHERS)]
    return Register(
        content_of(person, number) for number, person in enumerate(people, start=1)
    )


@pytest.fixture
def ask(others):
    """What a register of the others and these contents answers, and of whom."""

    def asked(contents, **terms):
        found = Few(contents, others).search(Terms(**terms))
        return found.answer, found.spoken_of

    return asked


def held(name, number=MEANT, **changes):
    person = Someone(name=name, born=BORN, **HOME)
    return content_of(person, number, **changes)


NAMES = [
    ("Mohammed Ahmed Khan", "Muhammad Khan"),
    ("Mohammed Khan", "Mohamed Kahn"),
    ("Muhammad Hussain", "Mohd Hussein"),
    ("Siobhan Brennan", "Shivaun Brennan"),
    ("Siobhan Brennan", "Chevonne Brennan"),
    ("Niamh Kelleher", "Neve Kelleher"),
    ("Katarzyna Nowak", "Kasia Nowak"),
    ("Malgorzata Zielinska", "Gosia Zielińska"),
    ("Siobhan O'Brien", "Siobhan OBrien"),
    ("Siobhan OBrien", "Siobhan O Brien"),
    ("Siobhan O’Brien", "O'Brien, Siobhan"),
    ("Conor McDonald", "Conor Mc Donald"),
    ("Claire Horton-Roberts", "Claire Horton Roberts"),
    ("Claire Horton-Roberts", "Claire Roberts"),
    ("Claire Horton-Roberts", "Claire Roberts-Horton"),
    ("Nguyen Van Anh", "Anh Nguyen"),
    ("Ngozi Okafor", "OKAFOR, Ngozi"),
    ("Екатерина Волкова", "Ekaterina Volkova"),
    ("Екатерина Волкова", "Katya Volkova"),
    ("José Muñoz", "Jose Munoz"),
    ("Łukasz Wiśniewski", "Lukasz Wisniewski"),
    ("محمد خان", "Mohammed Khan"),
    ("William Turner", "Bill Turner"),
    ("Margaret Ashdown", "Peggy Ashdown"),
    ("Dr Stephen Philipson", "Steven Phillipson"),
]


@pytest.mark.parametrize(("written", "typed"), NAMES)
def test_a_person_is_a_hit_however_the_name_is_written(ask, written, typed):
    """With the date of birth or the postcode; and found by the name alone."""
    contents = [held(written)]

    assert ask(contents, name=typed, date_of_birth=BORN) == ("HIT", {MEANT})
    assert ask(contents, name=typed, postcode="zx774qq") == ("HIT", {MEANT})
    answer, spoken_of = ask(contents, name=typed)
    assert answer in {"HIT", "CANNOT_TELL"}
    assert MEANT in spoken_of


@pytest.mark.parametrize(
    "born", [date(1984, 7, 3), date(1984, 3, 17), date(1948, 3, 7)]
)
def test_a_date_of_birth_typed_wrong_still_finds_the_person(ask, born):
    """Day and month exchanged, a digit too many, two digits exchanged."""
    answer = ask([held("Katarzyna Nowak")], name="Kasia Nowak", date_of_birth=born)

    assert answer == ("HIT", {MEANT})


def test_another_date_of_birth_is_another_person(ask):
    found = ask(
        [held("Katarzyna Nowak")], name="Kasia Nowak", date_of_birth=date(1961, 11, 22)
    )

    assert found == ("CLEAR", frozenset())


YEAR_ONLY = {"date_of_birth": None, "uprn": "", "postcode": "", "building": ""}


@pytest.mark.parametrize(
    ("year", "answer"),
    [(1984, "HIT"), (1985, "HIT"), (1988, "CANNOT_TELL"), (1960, "CLEAR")],
)
def test_a_year_or_an_age_guessed_agrees_about_as_far_as_it_is_known(ask, year, answer):
    """Held by year alone, or worked out from "about forty": a year apart is the same,
    a few years are a doubt, twenty-four are somebody else."""
    unsure = held("Katarzyna Nowak", birth_year=year, address="", **YEAR_ONLY)

    found = ask([unsure], name="Katarzyna Nowak", date_of_birth=BORN)

    assert found == (answer, {MEANT} if answer != "CLEAR" else frozenset())


@pytest.mark.parametrize(
    ("year", "answer"), [(1984, "HIT"), (1983, "HIT"), (1960, "CLEAR")]
)
def test_a_year_alone_can_be_asked_with(ask, year, answer):
    found = ask([held("Katarzyna Nowak")], name="Katarzyna Nowak", birth_year=year)

    assert found[0] == answer


ADDRESSES = [
    "Flat 3, 12 Larkspur Terrace",
    "flat 3 12 larkspur terrace",
    "Flt 3, 12 Larkspur Terr",
    "Apartment 3, 12 Larkspur Ter",
    "Apt. 3, 12, Larkspur Terrace",
    "3, 12 Larkspur Terrace",
    "12 Larkspur Terrace, Flat 3",
    "Flat 3, No 12 Larkspur Terrace, Eastmere",
    "FLAT 3, 12 LARKSPUR TERRACE, EASTMERE, ZX77 4QQ",
    "Flat 3, 12 Larkspure Terrace",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_flat_is_found_however_it_is_written(ask, address):
    found = ask([held("Katarzyna Nowak")], postcode="ZX77 4QQ", address=address)

    assert found == ("HIT", {MEANT})


@pytest.mark.parametrize(
    "address", ["Flat 4, 12 Larkspur Terrace", "Flat 3, 14 Larkspur Terrace"]
)
def test_another_flat_or_house_is_another_place(ask, address):
    found = ask([held("Katarzyna Nowak")], postcode="ZX77 4QQ", address=address)

    assert found[0] != "HIT"


def test_a_building_without_its_flat_is_a_doubt(ask):
    found = ask(
        [held("Katarzyna Nowak")],
        postcode="ZX77 4QQ",
        address="12 Larkspur Terrace",
    )

    assert found == ("CANNOT_TELL", {MEANT})


def test_a_number_with_a_letter_is_one_building(ask):
    letter = held("Katarzyna Nowak", building="12a", address="12a Larkspur Terrace")

    for building in ("12A", "12 a", "No. 12 A"):
        found = ask([letter], postcode="ZX77 4QQ", building=building)
        assert found == ("HIT", {MEANT})
    assert ask([letter], postcode="ZX77 4QQ", building="12b")[0] != "HIT"


def test_a_name_alone_that_fits_several_people_is_never_a_guess(ask):
    """Two of one name, and two of nearly one: a doubt that speaks of both."""
    elsewhere = {"uprn": "", "postcode": "ZX78 1AA", "building": "9"}
    for name, typed in (
        ("Katarzyna Nowak", "Kasia Nowak"),
        ("Kasia Nowack", "Katarzyna Nowak"),
    ):
        other = held(
            name,
            number=MEANT + 1,
            date_of_birth=date(1961, 11, 22),
            address="9 Cinder Way",
            **elsewhere,
        )
        contents = [held("Katarzyna Nowak"), other]

        assert ask(contents, name=typed) == ("CANNOT_TELL", {MEANT, MEANT + 1})
        assert ask(contents, name=typed, date_of_birth=BORN) == ("HIT", {MEANT})


def test_who_has_one_name_only_is_no_rival_to_themself(ask):
    """Known by one name: with the date of birth it is that person and nobody else."""
    contents = [held("Zorana", uprn="", postcode="", building="", address="")]

    assert ask(contents, name="Zorana", date_of_birth=BORN) == ("HIT", {MEANT})
    assert ask(contents, name="Zorana")[0] == "CANNOT_TELL"

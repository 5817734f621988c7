import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports.mapping.columns import clashes, guess_columns, missing
from register.imports.mapping.fields import PACK_FIELDS, SYNONYMS, Field
from register.imports.mapping.known_words import CATEGORY_WORDS, PRECAUTION_WORDS
from register.imports.mapping.words import (
    UNSURE,
    guess_categories,
    guess_precautions,
    same_word,
    split_precautions,
)
from register.imports.reading.tables import Table, TableRow, read_table
from tenants.codes import Category, Precaution
from tenants.packs.choices import FIELDS
from tests.register.imports import messy


def _guess(headings: list[str], *rows: list[str]) -> list[Field | None]:
    table = Table(
        sheet="",
        sheets=(),
        headings=tuple(headings),
        rows=tuple(
            TableRow(n, tuple(cells), frozenset()) for n, cells in enumerate(rows, 2)
        ),
    )
    return [guess.field for guess in guess_columns(table, today=messy.TODAY)]


def test_the_columns_of_people_and_premises_are_guessed() -> None:
    people = guess_columns(read_table(messy.people()), today=messy.TODAY)
    premises = guess_columns(read_table(messy.premises()), today=messy.TODAY)

    assert [guess.field for guess in people] == [
        Field.NAME, Field.ADDRESS, Field.POSTCODE, Field.UPRN, Field.BORN,
        Field.CATEGORY, Field.WHAT_HAPPENED, Field.PRECAUTIONS, Field.ADDED_ON,
        Field.REVIEW_ON, Field.POLICE_REFERENCE, Field.DEPARTMENT,
    ]  # fmt: skip
    assert [guess.field for guess in premises] == [
        Field.BUILDING, Field.STREET, Field.POSTCODE, Field.UPRN, Field.CATEGORY,
        Field.ADDED_ON, Field.RING_NAME, Field.RING_PHONE,
    ]  # fmt: skip


def test_what_is_in_a_column_outweighs_its_heading() -> None:
    rows = [
        ["Ada Byron", "ZX1 2AB", "999111000007"],
        ["Ann Lee", "ZX1 2AC", "999111000014"],
    ]

    assert _guess(["Tenant name", "Code", "Property ref"], *rows) == [
        Field.NAME,
        Field.POSTCODE,
        Field.UPRN,
    ]


def test_a_column_that_is_nothing_known_is_left_out() -> None:
    assert _guess(["Shoe size", "Colour"], ["9", "blue"], ["7", "red"]) == [None, None]


def test_a_heading_of_dates_without_dates_is_not_believed() -> None:
    assert _guess(["Date added"], ["yes"], ["no"]) == [None]


def test_each_field_goes_to_one_column() -> None:
    guessed = _guess(["Name", "Name (2)"], ["Ada Byron", "Ann Lee"])

    assert guessed.count(Field.NAME) == 1


def test_clashes_and_gaps_are_named() -> None:
    assert clashes([Field.NAME, None, Field.NAME]) == [Field.NAME]
    assert missing([Field.NAME, Field.CATEGORY, Field.ADDED_ON]) == []
    assert len(missing([])) == 3


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Racist abuse", "HATE"),
        ("physical", "PHYS"),
        ("VERBAL", "VERBAL"),
        ("Dog", "ANIMAL"),
        ("needles on premises", "ENVIRON"),
        ("Physical asault", "PHYS"),
        ("WEAPON", "WEAPON"),
        ("bad vibes", ""),
        ("Cautionary message", ""),
        ("", ""),
        ("x", ""),
    ],
)
def test_a_category_is_guessed_or_left_open(word: str, code: str) -> None:
    (guess,) = guess_categories([word], allowed=Category, labels={})

    assert guess.code == code


def test_the_packs_own_words_come_first() -> None:
    labels = {"OTHER": "Cautionary message", "THREAT": "Potentially violent person"}

    guesses = guess_categories(
        ["cautionary message", "Potentially Violent Person"],
        allowed=["THREAT", "OTHER"],
        labels=labels,
    )

    assert [(g.code, g.certainty) for g in guesses] == [("OTHER", 100), ("THREAT", 100)]


def test_a_category_the_pack_does_not_hold_is_not_guessed() -> None:
    (guess,) = guess_categories(["Dog"], allowed=["PHYS"], labels={})

    assert guess.code == ""


def test_a_word_that_names_two_risks_is_unsure() -> None:
    (guess,) = guess_categories(["Threat + weapon"], allowed=Category, labels={})

    assert (guess.code, guess.certainty) == ("WEAPON", UNSURE)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("2 officers", "TWO"),
        ("Do not visit alone", "TWO"),
        ("DO NOT VISIT", "NOVISIT"),
        ("Office only - interview room 2", "OFFICE"),
        ("No female officers", "GENDER"),
        ("see H&S", "ASK"),
        ("Dog to be shut away", "ANIMAL_SEC"),
        ("wear a hat", ""),
    ],
)
def test_a_precaution_is_guessed_or_left_open(word: str, code: str) -> None:
    (guess,) = guess_precautions([word], allowed=Precaution, labels={})

    assert guess.code == code


def test_one_cell_may_list_several_precautions() -> None:
    assert split_precautions("2 officers; ring first / PPE\n2 officers") == (
        "2 officers",
        "ring first",
        "PPE",
    )


@given(st.text(max_size=30))
def test_no_word_breaks_the_guess(word: str) -> None:
    (guess,) = guess_categories([word], allowed=Category, labels={})

    assert guess.code in {"", *Category}
    assert same_word(same_word(word)) == same_word(word)


def test_lists_of_known_words_are_whole_and_settled() -> None:
    assert SYNONYMS.keys() == set(Field)
    assert CATEGORY_WORDS.keys() <= set(Category)
    assert PRECAUTION_WORDS.keys() == set(Precaution)
    known = [*CATEGORY_WORDS.values(), *PRECAUTION_WORDS.values(), *SYNONYMS.values()]
    assert all(word == same_word(word) for words in known for word in words)
    assert set(PACK_FIELDS.values()) <= set(FIELDS)


def test_a_date_of_birth_is_known_by_its_dates() -> None:
    assert _guess(["Born"], ["circa 40"], ["1 May 1970"]) == [Field.BORN]

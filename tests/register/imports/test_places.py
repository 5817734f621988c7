import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports.parsing.blanks import without_blank
from register.imports.parsing.places import (
    PlaceProblem,
    PlaceReading,
    joined_address,
    read_postcode,
    read_uprn,
    take_postcode,
)


POSTCODES = st.from_regex(r"ZX[1-9] [1-9][A-Z]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zx83ew", PlaceReading("ZX8 3EW")),
        ("ZX8 3EW", PlaceReading("ZX8 3EW")),
        (" z x8-3 ew.", PlaceReading("ZX8 3EW")),
        ("ZX12 3EW", PlaceReading("ZX12 3EW")),
        ("", PlaceReading()),
        ("ZX8", PlaceReading(problem=PlaceProblem.NOT_A_POSTCODE)),
        ("ZX8 3E1", PlaceReading(problem=PlaceProblem.NOT_A_POSTCODE)),
        ("Eastmere", PlaceReading(problem=PlaceProblem.NOT_A_POSTCODE)),
    ],
)
def test_a_postcode_is_settled_or_refused(text: str, expected: PlaceReading) -> None:
    assert read_postcode(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("999111000007", PlaceReading("999111000007")),
        ("000000000123", PlaceReading("123")),
        ("999 111 000 007", PlaceReading("999111000007")),
        ("999111000007.0", PlaceReading("999111000007")),
        ("", PlaceReading()),
        ("9.99111E+11", PlaceReading(problem=PlaceProblem.DIGITS_LOST)),
        ("1234567890123", PlaceReading(problem=PlaceProblem.NOT_A_UPRN)),
        ("0000", PlaceReading(problem=PlaceProblem.NOT_A_UPRN)),
        ("none", PlaceReading(problem=PlaceProblem.NOT_A_UPRN)),
        ("\u0661\u0662\u0663", PlaceReading(problem=PlaceProblem.NOT_A_UPRN)),
    ],
)
def test_a_uprn_is_digits_or_refused(text: str, expected: PlaceReading) -> None:
    assert read_uprn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 Beacon Close, Eastmere, zx83ew", ("16 Beacon Close, Eastmere", "ZX8 3EW")),
        (
            "16 Beacon Close\nEastmere\nZX8 3EW",
            ("16 Beacon Close, Eastmere", "ZX8 3EW"),
        ),
        ("16 Beacon Close", ("16 Beacon Close", "")),
        ("ZX8 3EW", ("", "ZX8 3EW")),
    ],
)
def test_a_postcode_is_taken_out_of_an_address(
    text: str, expected: tuple[str, str]
) -> None:
    assert take_postcode(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Flat 37, 33", "Cinder Court"), "Flat 37, 33 Cinder Court"),
        (("12A", "Mill Lane", "Torley"), "12A Mill Lane, Torley"),
        (("Rose Cottage", "Mill Lane"), "Rose Cottage, Mill Lane"),
        (("", "", "Torley"), "Torley"),
        ((), ""),
    ],
)
def test_an_address_in_parts_is_joined(parts: tuple[str, ...], expected: str) -> None:
    assert joined_address(*parts) == expected


@given(POSTCODES, st.booleans(), st.booleans())
def test_a_postcode_is_found_however_it_is_typed(
    postcode: str, lower: bool, squeezed: bool
) -> None:
    typed = postcode.replace(" ", "") if squeezed else postcode
    typed = typed.lower() if lower else typed

    assert take_postcode(f"4 Mill Road, Eastmere, {typed}") == (
        "4 Mill Road, Eastmere",
        postcode,
    )


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    assert read_postcode(text).value == "" or read_postcode(text).problem is None
    assert read_uprn(text).value.isdigit() or not read_uprn(text).value
    take_postcode(text)


@pytest.mark.parametrize(
    "text", ["-", "n/a", "N/A", " TBC ", "not known", "?", "none", ""]
)
def test_a_cell_that_says_nothing_is_empty(text: str) -> None:
    assert without_blank(text) == ""


def test_a_cell_that_says_something_keeps_it() -> None:
    assert without_blank("  see   file ") == "see file"

"""Is a list of homes read whole, or refused with a sentence and nothing kept?"""

import io
import time

import pytest

from register.imports.reading.refusals import FileRefused
from sharing.homes import limits
from sharing.homes.child import rows_of as child_rows
from sharing.homes.reading import rows_of
from sharing.homes.refusals import ListRefused, Refusal
from sharing.homes.rows import Finding, Home, Row, home_in


HOME = Row(2, "999111000001", "ZX1 1AA", "", "12 Mill Street")


def read(text: str | bytes) -> list[Row]:
    return list(rows_of(text.encode() if isinstance(text, str) else text))


def refusal_of(data: bytes) -> Refusal:
    """What the child says, asked in this process."""
    with pytest.raises(ListRefused) as refused:
        list(child_rows(io.BytesIO(data)))
    return refused.value.refusal


def test_a_list_is_read_in_its_own_columns_and_order():
    rows = read(
        "Estate,Full address,Post code,UPRN\nMill,12 Mill Street,ZX1 1AA,999111000001\n"
        ",,,\n,,ZX1 1AB,\n"
    )

    assert rows == [HOME, Row(4, "", "ZX1 1AB", "", "")]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffuprn;postcode\n7;ZX1 1AA\n".encode(),
        "uprn\tpostcode\n7\tZX1 1AA\n".encode("utf-16"),
        "uprn|postcode|note\n7|ZX1 1AA|caf\xe9\n".encode("cp1252"),
    ],
)
def test_marks_separators_and_code_pages_are_understood(data):
    assert [(row.uprn, row.postcode) for row in read(data)] == [("7", "ZX1 1AA")]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"house,street\n1,Mill Street\n", Refusal.NO_COLUMN),
        (b'uprn\n"1\n', Refusal.BROKEN),
        (b"uprn\n1\0\n", Refusal.NUL),
        (b"uprn\n" + b"1" * 3_000 + b"\n", Refusal.CELL_TOO_LONG),
        (b"uprn\n1" + b"," * 200 + b"\n", Refusal.TOO_MANY_COLUMNS),
        (b"uprn\n" + b"7\n" * 500_001, Refusal.TOO_MANY_ROWS),
        ("uprn\n1\n".encode("utf-16")[:-1], Refusal.ENCODING),
    ],
)
def test_what_cannot_be_a_list_is_refused(data, refusal):
    assert refusal_of(data) is refusal


def test_a_refusal_after_some_rows_refuses_all():
    with pytest.raises(ListRefused, match="quotation mark"):
        read('uprn\n1\n2\n"3\n')


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"", b"PK\x03\x04 not a workbook"])
def test_what_is_no_list_at_all_is_not_opened(data):
    with pytest.raises(FileRefused):
        read(data)


def test_a_list_larger_than_the_largest_is_not_read():
    with pytest.raises(ListRefused, match="larger than 28 MB"):
        read(b"uprn\n" + b"1" * limits.MOST_BYTES)


def test_a_child_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 0.01)
    began = time.monotonic()

    with pytest.raises(ListRefused, match="too long"):
        read(b"uprn\n" + b"7\n" * 200_000)

    assert time.monotonic() - began < limits.CHILD_CPU_SECONDS


@pytest.mark.parametrize(
    ("change", "home"),
    [
        ({}, Home("999111000001", "ZX11AA|12")),
        ({"uprn": "x12"}, Finding.BAD_UPRN),
        ({"uprn": "1234567890123"}, Finding.BAD_UPRN),
        ({"uprn": "", "address": ""}, Finding.NO_HOME),
        ({"uprn": "", "building": "Mill House"}, None),
    ],
)
def test_a_row_names_a_home_or_says_what_is_wrong(change, home):
    row = Row(**{name: getattr(HOME, name) for name in HOME.__slots__} | change)

    got = home_in(row)

    assert got == home if home else isinstance(got, Home)

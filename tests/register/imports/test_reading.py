import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from register.imports.reading.refusals import FileRefused, Refusal
from register.imports.reading.tables import Table, TableRow, read_table
from tests.register.imports import hostile


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


PLAIN = "Name,Town\r\nZoë Byron,Eastmere\r\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode("utf-8"),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.encode("cp1252"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        hostile.workbook([["Name", "Town"], ["Zoë Byron", "Eastmere"]]),
    ],
    ids=["utf8", "mark", "utf16", "utf16be", "windows", "semicolon", "tab", "xlsx"],
)
def test_the_same_register_is_read_from_every_usual_form(data: bytes) -> None:
    table = read_table(data)

    assert (table.headings, _cells(table)) == (
        ("Name", "Town"),
        [("Zoë Byron", "Eastmere")],
    )


def test_cells_are_shown_as_a_person_would_type_them() -> None:
    data = hostile.workbook(
        [
            ["Day", "Moment", "UPRN", "Share", "Yes"],
            [
                date(2025, 3, 4),
                datetime(2025, 3, 4, 9, 30),  # noqa: DTZ001  a cell has none
                999111000007,
                0.5,
                True,
            ],
        ]
    )

    table = read_table(data)

    assert _cells(table) == [
        ("2025-03-04", "2025-03-04 09:30", "999111000007", "0.5", "yes")
    ]


def test_a_formula_is_marked_and_never_worked_out() -> None:
    data = hostile.workbook([["Name", "Note"], ["Ada Byron", '=HYPERLINK("x")']])

    table = read_table(data)

    assert table.rows == (TableRow(2, ("Ada Byron", ""), frozenset({1})),)


def test_the_value_a_formula_claims_is_dropped() -> None:
    rows = hostile.GOOD_ROWS + (
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c>'
        '<c r="B3" t="inlineStr"><is><t>7</t></is></c></row>'
    )

    table = read_table(hostile.package(hostile.sheet(rows)))

    assert table.rows[1] == TableRow(3, ("", "7"), frozenset({0}))


@pytest.mark.parametrize(
    ("cell", "is_formula"),
    [
        ("=1+1", True),
        ("=cmd|' /C calc'!A0", True),
        ("@SUM(1)", True),
        ("-2+3+cmd|' /C calc'!A0", True),
        ("+44 1632 960001", False),
        ("-", False),
        ("@home", False),
        ("=", False),
    ],
)
def test_text_that_a_spreadsheet_would_run_counts_as_a_formula(
    cell: str, is_formula: bool
) -> None:
    table = read_table(f'Name,Note\nAda Byron,"{cell}"\n'.encode())

    assert table.rows[0].formulas == (frozenset({1}) if is_formula else frozenset())


def test_titles_above_the_headings_are_passed_over() -> None:
    data = hostile.workbook(
        [
            ["Register of cautionary contacts"],
            ["Do not copy"],
            ["Name", "Address", "Category"],
            ["Ada Byron", "1 Mill Road", "Dog"],
        ]
    )

    table = read_table(data)

    assert (table.headings, table.rows[0].number) == (
        ("Name", "Address", "Category"),
        4,
    )


def test_headings_are_made_different_and_empty_rows_are_dropped() -> None:
    table = read_table(b"Date,,Date\n1,2,3\n,,\n4,5,6\n")

    assert table.headings == ("Date", "Column 2", "Date (2)")
    assert [row.number for row in table.rows] == [2, 4]


def test_the_first_sheet_with_rows_is_read_unless_one_is_named() -> None:
    book = Workbook()
    book.active.title = "Cover"
    for name in ("Old", "New"):
        page = book.create_sheet(name)
        page.append(["Name", "Town"])
        page.append([name, "Eastmere"])
    target = io.BytesIO()
    book.save(target)

    first = read_table(target.getvalue())
    named = read_table(target.getvalue(), sheet="New")

    assert (first.sheet, first.sheets) == ("Old", ("Cover", "Old", "New"))
    assert _cells(named) == [("New", "Eastmere")]
    with pytest.raises(FileRefused) as refused:
        read_table(target.getvalue(), sheet="Gone")
    assert refused.value.refusal is Refusal.NO_SUCH_SHEET


def test_a_dimension_that_says_too_little_hides_nothing() -> None:
    data = hostile.package(hostile.sheet(before='<dimension ref="A1"/>'))

    assert _cells(read_table(data)) == [("Ada Byron", "999111000007")]


def test_unseen_characters_are_dropped_and_odd_spaces_settled() -> None:
    data = "Name,Town\nAda\u00a0By\u200bron,\u202eEastmere\n".encode()

    assert _cells(read_table(data)) == [("Ada Byron", "Eastmere")]

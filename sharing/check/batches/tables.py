"""Which checks does this table ask for, whatever its columns are called?

A job sheet comes as the contractor's system writes it. Columns are known by their
headings; a column nobody knows is left alone and named. Each row's own kind of work
counts where it can be understood; else the one chosen for all.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from register.imports.parsing.dates import DateMeaning, read_date
from register.imports.parsing.places import read_postcode
from sharing.check.batches.rows import LONGEST_REFERENCE, MOST_ROWS, BatchRow
from sharing.check.request import CheckRequest
from tenants.codes import Activity


LONGEST_CELL = 1_000
MOST_COLUMNS = 60
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "job", "job number", "job ref", "order", "id"),
    "visit_on": ("visit on", "date", "visit date", "appointment", "day"),
    "uprn": ("uprn",),
    "address": ("address", "property address", "property", "full address"),
    "building": ("building", "house", "number", "house number"),
    "postcode": ("postcode", "post code"),
    "name": ("name", "tenant", "tenant name", "resident", "customer", "person"),
    "date_of_birth": ("date of birth", "dob", "born", "birth date"),
    "activity": ("activity", "work", "trade", "job type", "type of work"),
}
SEARCHED = frozenset({"uprn", "address", "postcode", "name"})
WORDS: Mapping[str, Activity] = {
    "repair": Activity.REPAIRS,
    "boiler service": Activity.GAS_SAFETY,
    "boiler": Activity.GAS_SAFETY,
    "gas": Activity.GAS_SAFETY,
    "gas service": Activity.GAS_SAFETY,
    "void": Activity.VOID_WORKS,
    "void inspection": Activity.VOID_WORKS,
    "void works": Activity.VOID_WORKS,
    "tenancy visit": Activity.TENANCY_VISITS,
    "survey": Activity.SURVEYS,
    "care visit": Activity.CARE_VISITS,
}


class BadTable(ValueError):
    """A table that asks for nothing we can look up; the text says what to do."""


TOO_WIDE = f"Send no more than {MOST_COLUMNS} columns."
NOT_CSV = (
    "Send CSV with a comma between cells, and no cell of more than"
    f" {LONGEST_CELL:,} characters."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What holds for every row unless its own cells say otherwise."""

    purpose: str
    activity: str | None = None
    officer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """The rows a table asks for, and the headings that nobody knew."""

    rows: tuple[BatchRow, ...]
    unknown: tuple[str, ...]


def read_csv(text: str, *, common: Common, today: date) -> TableRead:
    """Rows of a CSV text with one line of headings.

    Raises BadTable: too large, not CSV, or no column to look up.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = next(reader, [])
        _check_row(headings)
        lines = list(_bounded(reader))
    except csv.Error:
        raise BadTable(NOT_CSV) from None
    numbered = [(n, cells) for n, cells in enumerate(lines, start=1) if any(cells)]
    return read_rows(headings, numbered, common=common, today=today)


def _bounded(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    for count, cells in enumerate(reader, start=1):
        if count > MOST_ROWS:
            raise BadTable(f"Send no more than {MOST_ROWS:,} rows at a time.")
        _check_row(cells)
        yield cells


def _check_row(cells: Sequence[str]) -> None:
    """Raise BadTable for too many cells, or a long one: the library's own limit is one
    for the whole process, whoever reads in it."""
    if len(cells) > MOST_COLUMNS:
        raise BadTable(TOO_WIDE)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise BadTable(NOT_CSV)


def read_rows(
    headings: Sequence[str],
    lines: Iterable[tuple[int, Sequence[str]]],
    *,
    common: Common,
    today: date,
) -> TableRead:
    """Numbered lines of cells under their headings, as rows of a batch."""
    columns = {_field(heading): index for index, heading in enumerate(headings)}
    columns.pop("", None)
    if not SEARCHED & columns.keys():
        raise BadTable(
            "No column is headed UPRN, address, postcode or name. Give each column a"
            " heading in the first row."
        )
    rows = tuple(
        _row(number, _cells(columns, cells), common=common, today=today)
        for number, cells in lines
    )
    if not rows:
        raise BadTable("There is no row under the headings.")
    unknown = tuple(heading for heading in headings if heading and not _field(heading))
    return TableRead(rows=rows, unknown=unknown)


def _field(heading: str) -> str:
    plain = " ".join(heading.lower().replace("_", " ").split())
    return next((field for field, names in HEADINGS.items() if plain in names), "")


def _cells(columns: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    found = {
        field: " ".join(cells[index].split())
        for field, index in columns.items()
        if index < len(cells)
    }
    return {field: text for field, text in found.items() if text}


def _row(
    number: int, cells: dict[str, str], *, common: Common, today: date
) -> BatchRow:
    problems: dict[str, str] = {}
    reference = cells.pop("reference", "")[:LONGEST_REFERENCE]
    problems |= {
        field: "Remove control characters; send one line of plain text."
        for field, text in cells.items()
        if any(category(letter) == "Cc" for letter in text)
    }
    days = {
        field: _day(cells.pop(field), field, problems, today=today)
        for field in ("visit_on", "date_of_birth")
        if field in cells
    }
    if "postcode" in cells:
        cells["postcode"] = _postcode(cells["postcode"], problems)
    activity = _activity(cells.pop("activity", ""))
    request = CheckRequest(
        purpose=common.purpose,
        activity=activity or common.activity,
        officer=common.officer,
        **cells,  # type: ignore[arg-type]  # every field left is a text
        **days,  # type: ignore[arg-type]
    )
    return BatchRow(
        number=number,
        reference=reference,
        request=None if problems else request,
        problems=problems,
    )


def _day(
    text: str, field: str, problems: dict[str, str], *, today: date
) -> date | None:
    meaning = DateMeaning.BIRTH if field == "date_of_birth" else DateMeaning.EVENT
    reading = read_date(text, meaning=meaning, today=today)
    if reading.problem is not None:
        problems[field] = "Write the date as day, month and year, like 27/3/1984."
    return reading.value


def _postcode(text: str, problems: dict[str, str]) -> str:
    reading = read_postcode(text)
    if not reading.value:
        problems["postcode"] = "Write a whole postcode, like ZX1 1AA."
    return reading.value


def _activity(text: str) -> str | None:
    plain = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    named = {
        activity.value.lower().replace("_", " "): activity for activity in Activity
    }
    named |= {activity.label.lower(): activity for activity in Activity}
    found = named.get(plain) or WORDS.get(plain)
    return found.value if found else None

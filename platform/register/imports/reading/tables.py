"""What table does this uploaded file hold?

`read_table` is the only door: it types the file by content, hands it to a child
process, and answers with a table of text or with a refusal.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from register.imports.reading import limits
from register.imports.reading.kinds import identify
from register.imports.reading.refusals import FileRefused, Refusal


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the sheet; `number` is the one the spreadsheet shows."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int]
    """Which cells (counted from 0) held a formula. Their text is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as headings and rows. Every row has as many cells as headings."""

    sheet: str
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


_IMPORT_PATH = Path(__file__).resolve().parents[3]
_BOOT = (
    f"import sys; sys.path.insert(0, {str(_IMPORT_PATH)!r}); "
    "from register.imports.reading.child import main; main()"
)
_HEADING_ROWS_LOOKED_AT = 12


def read_table(data: bytes, *, sheet: str = "") -> Table:
    """Read an uploaded .xlsx or CSV file in a child process.

    `sheet` names the sheet to read; otherwise the first that holds rows. Raises
    FileRefused, whose text is a sentence for the person who uploaded the file.
    """
    identify(data)
    answer = _ask_child(data, sheet)
    if "refused" in answer:
        raise FileRefused(Refusal(answer["refused"]))
    return as_table(
        sheet=answer["name"],
        sheets=tuple(answer["others"]),
        rows=answer["rows"],
        formulas={(row, column) for row, column in answer["formulas"]},
    )


def as_table(
    *,
    sheet: str,
    sheets: tuple[str, ...],
    rows: list[list[str]],
    formulas: set[tuple[int, int]],
) -> Table:
    """Find the row of headings and lay the rows out under it."""
    start = _heading_row(rows)
    width = _width(rows[start:])
    headings = tuple(_unique_headings(_padded(rows[start], width)))
    marked: dict[int, set[int]] = {}
    for row, column in formulas:
        marked.setdefault(row, set()).add(column - 1)
    body = []
    for number, row_cells in enumerate(rows[start + 1 :], start=start + 2):
        marks = frozenset(marked.get(number, ()))
        cells = _padded(row_cells, width)
        if any(cells) or marks:
            body.append(TableRow(number, cells, marks))
    if not body or not any(headings):
        raise FileRefused(Refusal.NO_ROWS)
    if len(body) > limits.MAX_ROWS:
        raise FileRefused(Refusal.TOO_MANY_ROWS)
    return Table(sheet=sheet, sheets=sheets, headings=headings, rows=tuple(body))


def _ask_child(data: bytes, sheet: str) -> dict[str, Any]:
    try:
        child = subprocess.run(  # noqa: S603  our own interpreter and our own words
            [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, sheet],
            input=data,
            capture_output=True,
            timeout=limits.CHILD_WALL_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(Refusal.TOO_SLOW) from error
    if child.returncode != 0:
        raise FileRefused(_reason_of_death(child.returncode, child.stderr))
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _reason_of_death(code: int, message: bytes) -> Refusal:
    """A child that died was stopped by one of its limits, or met a damaged file."""
    if code < 0:
        stopped_by_clock = -code in {9, 24}  # SIGKILL after SIGXCPU
        return Refusal.TOO_SLOW if stopped_by_clock else Refusal.TOO_MUCH_MEMORY
    return Refusal.TOO_MUCH_MEMORY if b"MemoryError" in message else Refusal.DAMAGED


def _heading_row(rows: list[list[str]]) -> int:
    """The first row, of the first few, that names nearly as many columns as any."""
    first = rows[:_HEADING_ROWS_LOOKED_AT]
    named = [sum(1 for cell in row if cell) for row in first]
    most = max(named, default=0)
    return next((i for i, count in enumerate(named) if count * 2 > most), 0)


def _width(rows: list[list[str]]) -> int:
    return max(
        (index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0
    )


def _padded(row: list[str], width: int) -> tuple[str, ...]:
    return tuple(row[:width]) + ("",) * (width - len(row))


def _unique_headings(row: tuple[str, ...]) -> list[str]:
    """Name the nameless columns and number the repeated ones."""
    seen: dict[str, int] = {}
    headings = []
    for index, cell in enumerate(row, start=1):
        heading = " ".join(cell.split())[:80] or f"Column {index}"
        seen[heading] = seen.get(heading, 0) + 1
        repeat = seen[heading]
        headings.append(heading if repeat == 1 else f"{heading} ({repeat})")
    return headings

"""What became of each row, as a workbook to keep?

Its cells are text: what a spreadsheet would run as a formula begins with an
apostrophe.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from register.imports.judging.findings import FindingKind
from register.imports.models import ImportBatch, ImportRow
from register.imports.states import ImportState


HEADINGS: Final = ("Row", "What became of it", "Report", "Why", "Finding", "What to do")
RUNS_AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def outcome_workbook(batch: ImportBatch, rows: Iterable[ImportRow]) -> bytes:
    """One line a finding, and one for each row without any, as .xlsx bytes.

    Before the import ends a line also says what was found in words; afterwards
    the words are gone and the kind of finding stays.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Import")
    sheet.column_dimensions["B"].width = 28
    sheet.column_dimensions["D"].width = 40
    sheet.column_dimensions["E"].width = 34
    sheet.column_dimensions["F"].width = 90
    bold = []
    for heading in HEADINGS:
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        for line in _lines(batch, row):
            sheet.append([neutral(value) for value in line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def neutral(value: str | int) -> str | int:
    """The value as text that no spreadsheet runs."""
    if isinstance(value, str) and value.startswith(RUNS_AS_FORMULA):
        return f"'{value}"
    return value


def _lines(batch: ImportBatch, row: ImportRow) -> list[Sequence[str | int]]:
    reference = row.report.reference if row.report else ""
    why = row.left_out_reason or row.kept_reason
    head: tuple[str | int, ...] = (row.number, _outcome(batch, row), reference, why)
    if not row.findings:
        return [(*head, "", "")]
    return [
        (*head, FindingKind(found["kind"]).label, found["sentence"])
        for found in row.findings
    ]


def _outcome(batch: ImportBatch, row: ImportRow) -> str:
    if row.left_out_reason:
        return "Left out"
    if row.report:
        return "Report awaiting a decision"
    if batch.state == ImportState.ABANDONED:
        return "Import abandoned"
    return "Cannot be imported yet" if row.blocked else "Ready to import"

"""What does this workbook's sheet hold, as rows of text?"""

import io
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from register.imports.reading import archive, limits
from register.imports.reading.refusals import FileRefused, Refusal
from register.imports.reading.scan import scan_sheet, walk
from register.imports.reading.texts import Sheet, clean


type Value = int | float | str | bool | time | date | datetime | timedelta

_SHEET_PREFIX: Final = "xl/worksheets/"


def read_workbook(data: bytes, wanted: str = "") -> Sheet:
    """Read the wanted sheet, or the first one that holds rows.

    Raises FileRefused. Formulas are located and never worked out: their cells
    come back empty, whatever value the file says they had.
    """
    parts = archive.parts_of(data)
    scans = {
        name: scan_sheet(content)
        for name, content in parts.items()
        if name.startswith(_SHEET_PREFIX)
    }
    for name, content in parts.items():
        if name not in scans:
            walk(content, {})
    places = _sheet_places(parts)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(archive.repack(parts)))
        names = _visible_sheets(workbook)
        name, rows = _choose(workbook, names, wanted)
    except CalamineError as error:
        raise FileRefused(Refusal.DAMAGED) from error
    scan = scans.get(places.get(name, ""))
    formulas = scan.formulas if scan else set()
    for row, column in formulas:
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = ""
    return Sheet(name=name, others=names, rows=rows, formulas=sorted(formulas))


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet
        and sheet.visible is SheetVisibleEnum.Visible
    ]
    if len(names) > limits.MAX_SHEETS:
        raise FileRefused(Refusal.TOO_MANY_SHEETS)
    return names


def _choose(
    workbook: CalamineWorkbook, names: list[str], wanted: str
) -> tuple[str, list[list[str]]]:
    if wanted and wanted not in names:
        raise FileRefused(Refusal.NO_SUCH_SHEET)
    for name in [wanted] if wanted else names:
        sheet = workbook.get_sheet_by_name(name)
        rows = [
            [_text(value) for value in row]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        if any(any(row) for row in rows):
            return name, rows
    raise FileRefused(Refusal.NO_ROWS)


def _text(value: Value) -> str:
    """Show a cell the way a person would type it; dates as year-month-day."""
    match value:
        case str():
            return clean(value)
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _sheet_places(parts: dict[str, bytes]) -> dict[str, str]:
    """Which part of the file holds the sheet of each name?"""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def note_sheet(attributes: dict[str, str]) -> None:
        link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        names[attributes.get("name", "")] = link

    def note_target(attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    links = parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
    walk(parts[archive.WORKBOOK], {"sheet": note_sheet})
    walk(links, {"Relationship": note_target})
    return {name: _part_name(targets.get(link, "")) for name, link in names.items()}


def _part_name(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return f"xl/{target.removeprefix('./')}"

"""Where are a sheet's formulas, and does the sheet keep within the limits?

The reader of values (calamine) shows neither formulas nor what a sheet claims
about itself, and makes room for whatever the furthest cell asks. So each part
is first walked once, as a stream, by Python's own XML parser.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from register.imports.reading import limits
from register.imports.reading.refusals import FileRefused, Refusal


_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


def position(reference: str) -> tuple[int, int]:
    """Turn "B7" into (row 7, column 2). Raises FileRefused when it is neither."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise FileRefused(Refusal.DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


class SheetScan:
    """One pass over a worksheet: counts what there is, keeps where formulas are."""

    def __init__(self) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self._row = 0
        self._column = 0
        self._cells = 0
        self._last_column = 0
        self._claimed_too_much = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of one opening tag, its namespace prefix removed."""
        match tag:
            case "row":
                self._row = _number(attributes.get("r"), self._row + 1)
                self._column = 0
                _check_place(self._row, 1)
            case "c":
                self._enter_cell(attributes.get("r"))
            case "f":
                self.formulas.add((self._row, self._column))
            case "dimension":
                self._check_claim(attributes.get("ref", "A1"))
            case _:
                pass

    def _enter_cell(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = position(reference)
        _check_place(self._row, self._column)
        self._cells += 1
        self._last_column = max(self._last_column, self._column)
        # The reader of values keeps a full rectangle, so that is what counts.
        if max(self._cells, self._row * self._last_column) > limits.MAX_CELLS:
            raise FileRefused(Refusal.TOO_MANY_CELLS)

    def _check_claim(self, reference: str) -> None:
        row, column = position(reference.rpartition(":")[2])
        if row > limits.MAX_ROWS or column > limits.MAX_COLUMNS:
            # Counted rows and cells below say it better, where they are really there.
            self._claimed_too_much = True

    def finish(self) -> None:
        """Refuse a sheet that claimed more than it may hold and did not hold it."""
        if self._claimed_too_much:
            raise FileRefused(Refusal.LYING_DIMENSION)


def scan_sheet(content: bytes) -> SheetScan:
    """Walk a worksheet's XML. Raises FileRefused at the first limit it breaks."""
    scan = SheetScan()
    walk(content, scan.start)
    scan.finish()
    return scan


def walk(content: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Parse XML as a stream, with no entities, no document type, bounded depth."""
    parser = expat.ParserCreate()
    parser.buffer_text = False
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MAX_XML_DEPTH:
            raise FileRefused(Refusal.UNSAFE_XML)
        start(tag.rpartition(":")[2], attributes)

    def closed(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise FileRefused(Refusal.DAMAGED) from error


def _refuse_document_type(*_arguments: object) -> None:
    raise FileRefused(Refusal.UNSAFE_XML)


def _check_place(row: int, column: int) -> None:
    if not 1 <= row <= limits.MAX_ROWS + 1:
        raise FileRefused(Refusal.TOO_MANY_ROWS)
    if not 1 <= column <= limits.MAX_COLUMNS:
        raise FileRefused(Refusal.TOO_MANY_COLUMNS)


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit():
        raise FileRefused(Refusal.DAMAGED)
    return int(text)

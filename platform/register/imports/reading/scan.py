"""Where are a sheet's formulas, and does the sheet keep within the limits?

The reader of values (calamine) shows neither formulas nor what a sheet claims
about itself, and makes room for whatever the furthest cell asks. So each part
is first walked once, as a stream, by Python's own XML parser.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.parsers import expat

from register.imports.reading import limits
from register.imports.reading.refusals import FileRefused, Refusal


type Handler = Callable[[dict[str, str]], None]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def position(reference: str) -> tuple[int, int]:
    """Turn "B7" into (row 7, column 2). Raises FileRefused when it is neither."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise FileRefused(Refusal.DAMAGED)
    return int(match[2]), _column(match[1])


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


class SheetScan:
    """One pass over a worksheet: counts what there is, keeps where formulas are."""

    def __init__(self) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self._row = 0
        self._column = 0
        self._last_column = 0
        self._claimed_too_much = False

    def handlers(self) -> Mapping[str, Handler]:
        """What to do at which tag; every other tag is passed over."""
        return {
            "row": self._enter_row,
            "c": self._enter_cell,
            "f": self._note_formula,
            "dimension": self._check_claim,
        }

    def finish(self) -> None:
        """Refuse a sheet that claimed more than it may hold and did not hold it."""
        if self._claimed_too_much:
            raise FileRefused(Refusal.LYING_DIMENSION)

    def _enter_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes.get("r"), self._row + 1)
        self._column = 0
        _check_place(self._row, 1)

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = position(reference)
        _check_place(self._row, self._column)
        if self._column > self._last_column:
            self._last_column = self._column
        # The reader of values keeps a full rectangle, so that is what counts.
        if self._row * self._last_column > limits.MAX_CELLS:
            raise FileRefused(Refusal.TOO_MANY_CELLS)

    def _note_formula(self, _attributes: dict[str, str]) -> None:
        self.formulas.add((self._row, self._column))

    def _check_claim(self, attributes: dict[str, str]) -> None:
        row, column = position(attributes.get("ref", "A1").rpartition(":")[2])
        if row > limits.MAX_ROWS or column > limits.MAX_COLUMNS:
            # Counted rows and cells say it better, where they are really there.
            self._claimed_too_much = True


def scan_sheet(content: bytes) -> SheetScan:
    """Walk a worksheet's XML. Raises FileRefused at the first limit it breaks."""
    scan = SheetScan()
    walk(content, scan.handlers())
    scan.finish()
    return scan


def walk(content: bytes, handlers: Mapping[str, Handler]) -> None:
    """Parse XML as a stream, with no entities, no document type, bounded tags."""
    parser = expat.ParserCreate()
    left = limits.MAX_TAGS

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise FileRefused(Refusal.BOMB)
        handler = handlers.get(tag)
        if handler is None and ":" in tag:
            handler = handlers.get(tag.rpartition(":")[2])
        if handler is not None:
            handler(attributes)

    parser.StartElementHandler = opened
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

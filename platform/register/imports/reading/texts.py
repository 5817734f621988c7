"""What does this CSV file hold, as rows of text?"""

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

from register.imports.reading import limits
from register.imports.reading.refusals import FileRefused, Refusal


@dataclass(slots=True)
class Sheet:
    """One sheet as read: rows of text from the first row, and where formulas are.

    `formulas` counts rows and columns from 1, as a spreadsheet shows them.
    """

    name: str
    rows: list[list[str]]
    others: list[str] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)


# Longer marks first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ",;\t|"
# "=…" always; the others only when they call something, so "+44…" and "-" stay text.
_FORMULA = re.compile(r"^(?:=.|[@+\-][^\s]*[(|!])")

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(data: bytes) -> Sheet:
    """Read a CSV file. Raises FileRefused.

    UTF-8 with or without a mark, UTF-16 with one, and otherwise the Windows
    code page that Excel writes in the United Kingdom.
    """
    text = _decode(data)
    if _NOT_TEXT.search(text):
        raise FileRefused(Refusal.NUL)
    if text.count("\n") + text.count("\r") > 4 * limits.MAX_ROWS:
        raise FileRefused(Refusal.TOO_MANY_ROWS)
    rows = _rows(text)
    formulas = [
        (number, column)
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if _FORMULA.match(cell)
    ]
    for number, column in formulas:
        rows[number - 1][column - 1] = ""
    return Sheet(name="", rows=rows, formulas=formulas)


def clean(cell: str) -> str:
    """Drop what cannot be seen and settle the rest; lines inside a cell stay."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    normal = unicodedata.normalize("NFC", cell).replace("\r\n", "\n")
    kept = (
        " " if unicodedata.category(sign) == "Zs" else sign
        for sign in normal
        if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return "".join(kept).strip()


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding is None:
                raise FileRefused(Refusal.ENCODING)
            return _decode_as(data[len(mark) :], encoding)
    if b"\0" in data:
        raise FileRefused(Refusal.NUL)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(Refusal.ENCODING) from error


def _rows(text: str) -> list[list[str]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text), strict=True
    )
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            _check_size(len(rows), len(row), cells)
            rows.append([clean(cell) for cell in row])
    except csv.Error as error:
        raise FileRefused(_reason(str(error))) from error
    return rows


def _reason(message: str) -> Refusal:
    if "field larger" in message:
        return Refusal.CELL_TOO_LONG
    if "unexpected end of data" in message or "expected after" in message:
        return Refusal.BROKEN_QUOTES
    return Refusal.DAMAGED


def _check_size(rows: int, columns: int, cells: int) -> None:
    if rows > limits.MAX_ROWS:
        raise FileRefused(Refusal.TOO_MANY_ROWS)
    if columns > limits.MAX_COLUMNS:
        raise FileRefused(Refusal.TOO_MANY_COLUMNS)
    if cells > limits.MAX_CELLS:
        raise FileRefused(Refusal.TOO_MANY_CELLS)


def _separator(text: str) -> str:
    """The separator that splits the first lines most, and most evenly."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:10]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines] or [0]
        return min(counts), sum(counts)

    return max(_SEPARATORS, key=evenness)

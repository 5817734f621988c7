"""Why was this file not read, in words its owner can act on?"""

from enum import StrEnum
from typing import Final

from register.imports.reading import limits


class Refusal(StrEnum):
    """Every reason for which a file is turned away whole."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    NOT_A_SHEET = "NOT_A_SHEET"
    OLD_FORMAT = "OLD_FORMAT"
    OTHER_FORMAT = "OTHER_FORMAT"
    PASSWORD = "PASSWORD"  # noqa: S105  a reason, not a secret
    MACROS = "MACROS"
    DAMAGED = "DAMAGED"
    BOMB = "BOMB"
    TOO_MANY_PARTS = "TOO_MANY_PARTS"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_MANY_COLUMNS = "TOO_MANY_COLUMNS"
    TOO_MANY_CELLS = "TOO_MANY_CELLS"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    TOO_MUCH_TEXT = "TOO_MUCH_TEXT"
    TOO_MANY_SHEETS = "TOO_MANY_SHEETS"
    LYING_DIMENSION = "LYING_DIMENSION"
    UNSAFE_XML = "UNSAFE_XML"
    NUL = "NUL"
    ENCODING = "ENCODING"
    BROKEN_QUOTES = "BROKEN_QUOTES"
    NO_ROWS = "NO_ROWS"
    NO_SUCH_SHEET = "NO_SUCH_SHEET"
    TOO_SLOW = "TOO_SLOW"
    TOO_MUCH_MEMORY = "TOO_MUCH_MEMORY"


_SAVE_AS = "In the program you made it with, save it as .xlsx or as CSV UTF-8."

SENTENCES: Final[dict[Refusal, str]] = {
    Refusal.EMPTY: "The file is empty. Choose the file that holds your register.",
    Refusal.TOO_LARGE: (
        f"The file is larger than {limits.MAX_FILE_BYTES // limits.MEGABYTE} MB. "
        "Remove pictures and sheets that are not the register, or split it."
    ),
    Refusal.NOT_A_SHEET: f"The file is not a spreadsheet. {_SAVE_AS}",
    Refusal.OLD_FORMAT: f"The file is in an old Excel format. {_SAVE_AS}",
    Refusal.OTHER_FORMAT: f"The file is a kind of spreadsheet Heed does not read. {_SAVE_AS}",
    Refusal.PASSWORD: (
        "The file is protected by a password, so it cannot be read. "
        "Remove the password and save it again."
    ),
    Refusal.MACROS: (
        "The file holds macros, which are programs. "
        "Save it as .xlsx (without macros) or as CSV UTF-8."
    ),
    Refusal.DAMAGED: f"The file is damaged and cannot be read. Open it and save it again. {_SAVE_AS}",
    Refusal.BOMB: (
        "The file unpacks to far more than a register needs, so it was not opened. "
        "Copy the register's rows to a new file."
    ),
    Refusal.TOO_MANY_PARTS: (
        "The file is made of too many parts. Copy the register's rows to a new file."
    ),
    Refusal.TOO_MANY_ROWS: (
        f"The sheet has more than {limits.MAX_ROWS:,} rows. "
        "Remove rows that are not the register, or split it into several files."
    ),
    Refusal.TOO_MANY_COLUMNS: (
        f"The sheet has more than {limits.MAX_COLUMNS} columns. "
        "Remove the columns that are not part of the register."
    ),
    Refusal.TOO_MANY_CELLS: (
        f"The sheet has more than {limits.MAX_CELLS:,} cells. "
        "Remove columns that are not part of the register, or split it."
    ),
    Refusal.CELL_TOO_LONG: (
        f"A cell holds more than {limits.MAX_CELL_CHARACTERS:,} characters. Shorten it."
    ),
    Refusal.TOO_MUCH_TEXT: "The file holds more text than a register needs. Split it.",
    Refusal.TOO_MANY_SHEETS: (
        f"The file has more than {limits.MAX_SHEETS} sheets. Keep the register's sheet only."
    ),
    Refusal.LYING_DIMENSION: (
        "The sheet says it is far larger than a register. Delete the empty rows and "
        "columns after your last one, or copy the rows to a new file."
    ),
    Refusal.UNSAFE_XML: (
        "The file holds instructions that a spreadsheet does not need. "
        "Copy the register's rows to a new file."
    ),
    Refusal.NUL: f"The file holds characters that are not text. {_SAVE_AS}",
    Refusal.ENCODING: (
        "The file's letters cannot be read without guessing. Save it as CSV UTF-8."
    ),
    Refusal.BROKEN_QUOTES: (
        'A quotation mark (") is opened and not closed. Save the file again as CSV UTF-8.'
    ),
    Refusal.NO_ROWS: (
        "No row of headings with rows below it was found. "
        "The first row of the register must name its columns."
    ),
    Refusal.NO_SUCH_SHEET: "The file has no sheet of that name. Choose one it has.",
    Refusal.TOO_SLOW: (
        "The file takes too long to read. Copy the register's rows to a new file."
    ),
    Refusal.TOO_MUCH_MEMORY: (
        "The file takes too much memory to read. Copy the register's rows to a new file."
    ),
}


class FileRefused(Exception):
    """The file was turned away; `str()` is a sentence for its owner."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(SENTENCES[refusal])

"""Why was a list of homes not read, in words its owner can act on?"""

from enum import StrEnum

from sharing.homes import limits


class Refusal(StrEnum):
    TOO_LARGE = "TOO_LARGE"
    ENCODING = "ENCODING"
    NO_COLUMN = "NO_COLUMN"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_MANY_COLUMNS = "TOO_MANY_COLUMNS"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    ROW_TOO_LONG = "ROW_TOO_LONG"
    NUL = "NUL"
    BROKEN = "BROKEN"
    NO_ROWS = "NO_ROWS"
    TOO_SLOW = "TOO_SLOW"
    TOO_MUCH_MEMORY = "TOO_MUCH_MEMORY"


SENTENCES = {
    Refusal.TOO_LARGE: (
        f"The list is larger than {limits.MOST_BYTES // limits.MEGABYTE} MB. Keep only "
        "the columns uprn, postcode, building and address."
    ),
    Refusal.ENCODING: (
        "The list's letters cannot be read without guessing. Save it as CSV UTF-8."
    ),
    Refusal.NO_COLUMN: (
        "The first row must name a column uprn, or postcode and building."
    ),
    Refusal.TOO_MANY_ROWS: (
        f"The list has more than {limits.MOST_ROWS:,} rows. Use an area for so many."
    ),
    Refusal.TOO_MANY_COLUMNS: (
        f"The list has more than {limits.MOST_COLUMNS} columns. Keep uprn, postcode, "
        "building and address."
    ),
    Refusal.CELL_TOO_LONG: (
        f"A cell holds more than {limits.MOST_CELL_CHARACTERS:,} characters. Shorten it."
    ),
    Refusal.ROW_TOO_LONG: (
        "A row never ends, or holds far more than a home needs. Keep uprn, postcode, "
        "building and address, and check that each quotation mark is closed."
    ),
    Refusal.NUL: (
        "The list holds characters that no text has. Save it again as CSV UTF-8."
    ),
    Refusal.BROKEN: (
        "The list is not a CSV file, or a quotation mark is opened and not closed. "
        "Save it again as CSV UTF-8."
    ),
    Refusal.NO_ROWS: "The list names no home below its first row.",
    Refusal.TOO_SLOW: "The list takes too long to read. Save it again as CSV UTF-8.",
    Refusal.TOO_MUCH_MEMORY: (
        "The list takes too much memory to read. Save it again as CSV UTF-8."
    ),
}


class ListRefused(Exception):
    """The list was turned away; `str()` is a sentence for its owner."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(SENTENCES[refusal])

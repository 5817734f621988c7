"""Which rows does this CSV file hold? Asked in a process that can do nothing else.

Started by `reading` with the file as standard input. It first gives up memory, time
and files beyond its limits, then prints a row a line as JSON, or the reason for
refusing. It reads as a stream, so half a million rows take little memory.
"""

import codecs
import csv
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from sharing.homes import limits
from sharing.homes.columns import names_homes, places_of
from sharing.homes.refusals import ListRefused, Refusal


SEPARATORS = ",;\t|"
LONGEST_ROW = limits.MOST_COLUMNS * limits.MOST_CELL_CHARACTERS
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def main() -> None:
    """Read standard input within the limits and print its rows."""
    confine()
    try:
        for row in rows_of(sys.stdin.buffer):
            sys.stdout.write(json.dumps(row) + "\n")
    except ListRefused as refused:
        sys.stdout.write(json.dumps({"refused": refused.refusal}) + "\n")
    except MemoryError:
        sys.stdout.write(json.dumps({"refused": Refusal.TOO_MUCH_MEMORY}) + "\n")


def rows_of(file: BinaryIO) -> Iterator[list[int | str]]:
    """Each row as its number in the file and the four columns of a home.

    Raises ListRefused, which may come after some rows.
    """
    text = io.TextIOWrapper(file, encoding=_encoding(file), newline="")
    try:
        look_over(text)
        text.seek(0)
        first = text.readline()
        reader = csv.reader(text, delimiter=_separator(first), strict=True)
        headings = next(csv.reader([first], delimiter=_separator(first)), [])
        if len(headings) > limits.MOST_COLUMNS:
            raise ListRefused(Refusal.TOO_MANY_COLUMNS)
        places = places_of(headings)
        if not names_homes(places):
            raise ListRefused(Refusal.NO_COLUMN)
        yield from _rows(reader, places)
    except UnicodeError as error:
        raise ListRefused(Refusal.ENCODING) from error
    except csv.Error as error:
        long = "field larger" in str(error)
        raise ListRefused(Refusal.CELL_TOO_LONG if long else Refusal.BROKEN) from error


def look_over(text: TextIO) -> None:
    """Refuse a list by its lines alone, so that a hostile one costs no parsing.

    A line end between quotation marks ends no row. A row longer than all its cells may
    be together is not looked at any further.
    """
    rows, quotes, length = 0, 0, 0
    while line := text.readline(LONGEST_ROW):
        if "\0" in line:
            raise ListRefused(Refusal.NUL)
        quotes += line.count('"')
        length += len(line)
        if length >= LONGEST_ROW:
            raise ListRefused(Refusal.ROW_TOO_LONG)
        if quotes % 2 == 0:
            rows, length = rows + 1, 0
            if rows > limits.MOST_ROWS + 1:
                raise ListRefused(Refusal.TOO_MANY_ROWS)


def _rows(
    reader: Iterator[list[str]], places: list[int | None]
) -> Iterator[list[int | str]]:
    for number, row in enumerate(reader, start=2):
        if number > limits.MOST_ROWS + 1:
            raise ListRefused(Refusal.TOO_MANY_ROWS)
        if len(row) > limits.MOST_COLUMNS:
            raise ListRefused(Refusal.TOO_MANY_COLUMNS)
        if any(len(cell) > limits.MOST_CELL_CHARACTERS for cell in row):
            raise ListRefused(Refusal.CELL_TOO_LONG)
        cells = [_cell(row, place) for place in places]
        if any(cells):
            yield [number, *cells]


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _encoding(file: BinaryIO) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8, else what Excel writes here."""
    start = file.read(4)
    file.seek(0)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while part := file.read(limits.MEGABYTE):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def _separator(first: str) -> str:
    return max(SEPARATORS, key=first.count)


def confine() -> None:
    """Give up what a reader of lists has no use for."""
    _lower(resource.RLIMIT_AS, limits.CHILD_MEMORY_BYTES)
    _lower(resource.RLIMIT_CPU, limits.CHILD_CPU_SECONDS)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, limits.CHILD_OPEN_FILES)


def _lower(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        # macOS refuses some of these; the time limit of the caller remains.
        return

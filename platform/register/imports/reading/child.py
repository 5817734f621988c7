"""What does this file hold? Asked in a process that can do nothing else.

Started by `tables.read_table` with the file on standard input. It first gives
up memory, time and files beyond its limits, then reads, and answers one JSON
document: the sheet, or the reason for refusing.
"""

import json
import resource
import sys
from dataclasses import asdict

from register.imports.reading import limits
from register.imports.reading.kinds import FileKind, identify
from register.imports.reading.refusals import FileRefused, Refusal
from register.imports.reading.texts import Sheet, read_text
from register.imports.reading.workbooks import read_workbook


def main() -> None:
    """Read standard input within the limits and print the answer."""
    confine()
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        sheet = read(sys.stdin.buffer.read(), wanted)
    except FileRefused as refused:
        answer: dict[str, object] = {"refused": refused.refusal}
    except MemoryError:
        answer = {"refused": Refusal.TOO_MUCH_MEMORY}
    else:
        answer = asdict(sheet)
    json.dump(answer, sys.stdout, ensure_ascii=True)


def read(data: bytes, wanted: str = "") -> Sheet:
    """Read one file's sheet, and check what came of it."""
    if identify(data) is FileKind.ARCHIVE:
        sheet = read_workbook(data, wanted)
    else:
        sheet = read_text(data)
    _check(sheet)
    return sheet


def confine() -> None:
    """Give up what a reader of spreadsheets has no use for."""
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


def _check(sheet: Sheet) -> None:
    characters = 0
    for row in sheet.rows:
        for cell in row:
            characters += len(cell)
            if len(cell) > limits.MAX_CELL_CHARACTERS:
                raise FileRefused(Refusal.CELL_TOO_LONG)
            if "\0" in cell:
                raise FileRefused(Refusal.NUL)
    if characters > limits.MAX_TEXT_CHARACTERS:
        raise FileRefused(Refusal.TOO_MUCH_TEXT)
    if sum(1 for row in sheet.rows if any(row)) < 2:
        raise FileRefused(Refusal.NO_ROWS)

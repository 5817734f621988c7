"""Which rows does an uploaded list of homes hold?

`rows_of` is the only door: a CSV file is read by a confined child process as a stream,
a workbook by the reader of imports, within its smaller limits.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

from register.imports.reading import limits as small
from register.imports.reading.kinds import FileKind, identify
from register.imports.reading.tables import read_table
from sharing.homes import limits
from sharing.homes.columns import names_homes, places_of
from sharing.homes.refusals import ListRefused, Refusal
from sharing.homes.rows import Row


_ROOT = Path(__file__).resolve().parents[2]
_BOOT = (
    f"import sys; sys.path[:0] = [{str(_ROOT)!r}, {str(_ROOT / 'platform')!r}]; "
    "from sharing.homes.child import main; main()"
)


def rows_of(data: bytes) -> Iterator[Row]:
    """Each row of an uploaded CSV file or workbook that holds anything.

    Raises:
        ListRefused: possibly after some rows, so keep none until the last.
        FileRefused: a workbook, or something else, that may not be opened.
    """
    if len(data) > limits.MOST_BYTES:
        raise ListRefused(Refusal.TOO_LARGE)
    # By its first bytes alone: a list may be larger than a register.
    if identify(data[: small.MAX_FILE_BYTES]) is FileKind.ARCHIVE:
        yield from _workbook(data)
    else:
        yield from _text(data)


def _workbook(data: bytes) -> Iterator[Row]:
    table = read_table(data)
    places = places_of(table.headings)
    if not names_homes(places):
        raise ListRefused(Refusal.NO_COLUMN)
    for row in table.rows:
        cells = [row.cells[place] if place is not None else "" for place in places]
        if any(cells):
            yield Row(row.number, *cells)


def _text(data: bytes) -> Iterator[Row]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        child = subprocess.Popen(  # noqa: S603  our own interpreter and our own words
            [sys.executable, "-I", "-X", "utf8", "-c", _BOOT],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )
        clock = Timer(limits.CHILD_WALL_SECONDS, child.kill)
        clock.start()
        try:
            with child:
                yield from _lines(child)
        finally:
            clock.cancel()
            child.kill()
    if child.returncode:
        raise ListRefused(_reason_of_death(child.returncode))


def _lines(child: "subprocess.Popen[bytes]") -> Iterator[Row]:
    assert child.stdout is not None  # noqa: S101  it was asked for
    for line in child.stdout:
        try:
            said = json.loads(line)
        except ValueError:
            return  # Cut off: its end says why.
        if isinstance(said, dict):
            raise ListRefused(Refusal(said["refused"]))
        yield Row(*said)


def _reason_of_death(code: int) -> Refusal:
    stopped_by_clock = -code in {9, 24}
    return Refusal.TOO_SLOW if stopped_by_clock else Refusal.TOO_MUCH_MEMORY

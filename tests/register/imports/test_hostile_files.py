import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from register.imports.reading import limits
from register.imports.reading.refusals import SENTENCES, FileRefused, Refusal
from register.imports.reading.tables import read_table
from tests.figures import How, record_figure
from tests.register.imports import hostile


def _billion_laughs() -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return hostile.package(laughs + hostile.sheet())


def _bomb() -> bytes:
    return hostile.package(hostile.sheet(), **{"xl/media/a.png": b"\0" * 50_000_000})


def _dense_part() -> bytes:
    return hostile.package(hostile.sheet(), **{"xl/media/a.png": b"\0" * 20_000_000})


def _many_parts() -> bytes:
    return hostile.package(
        hostile.sheet(), **{f"xl/media/{n}.png": b"" for n in range(500)}
    )


def _many_rows() -> bytes:
    return hostile.package(hostile.sheet("<row/>" * 3_000_000))


def _numbered_rows() -> bytes:
    return hostile.package(
        hostile.sheet("".join(f'<row r="{n}"/>' for n in range(1, 200_000)))
    )


def _far_cell() -> bytes:
    return hostile.package(
        hostile.sheet(hostile.GOOD_ROWS + '<row r="3"><c r="XFD3"><v>1</v></c></row>')
    )


def _many_columns() -> bytes:
    cells = "<c><v>1</v></c>" * 10_000
    return hostile.package(hostile.sheet(f"<row>{cells}</row>"))


def _deep() -> bytes:
    return hostile.package(hostile.sheet("<a>" * 5_000 + "</a>" * 5_000))


def _many_tags() -> bytes:
    noise = "".join(f"<a{n % 7}/>" for n in range(1_500_000))
    return hostile.package(hostile.sheet(hostile.GOOD_ROWS + noise))


def _encrypted_parts() -> bytes:
    data = bytearray(hostile.package(hostile.sheet()))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _renamed(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


def _twice() -> bytes:
    target = io.BytesIO(hostile.package(hostile.sheet()))
    with (
        zipfile.ZipFile(target, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr("xl/workbook.xml", hostile.WORKBOOK)
    return target.getvalue()


ROOT = Path(__file__).resolve().parents[3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = "Name,UPRN\r\nAda Byron,999111000007\r\n"

REFUSED: dict[str, tuple[Callable[[], bytes], Refusal]] = {
    "empty": (lambda: b"", Refusal.EMPTY),
    "blank": (lambda: b" \r\n ", Refusal.EMPTY),
    "larger than the limit": (lambda: b"a,b\n" * 3_000_000, Refusal.TOO_LARGE),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, Refusal.NOT_A_SHEET),
    "a PDF": (lambda: b"%PDF-1.7 x", Refusal.NOT_A_SHEET),
    "a program": (lambda: b"MZ" + b"x" * 80, Refusal.NOT_A_SHEET),
    "a gzip": (lambda: b"\x1f\x8b" + b"x" * 80, Refusal.NOT_A_SHEET),
    "a web page named .xls": (lambda: b"\n<HTML><table>", Refusal.NOT_A_SHEET),
    "a zip of something else": (lambda: _renamed("letter.txt"), Refusal.NOT_A_SHEET),
    "an OpenDocument": (lambda: _renamed("mimetype"), Refusal.OTHER_FORMAT),
    "an .xlsb": (lambda: _renamed("xl/workbook.bin"), Refusal.OTHER_FORMAT),
    "an old .xls": (lambda: OLE + b"\0" * 600, Refusal.OLD_FORMAT),
    "a password": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        Refusal.PASSWORD,
    ),
    "encrypted parts": (_encrypted_parts, Refusal.PASSWORD),
    "macros": (
        lambda: hostile.package(hostile.sheet(), **{"xl/vbaProject.bin": b"x"}),
        Refusal.MACROS,
    ),
    "a macro sheet": (
        lambda: hostile.package(hostile.sheet(), **{"xl/macrosheets/sheet1.xml": "x"}),
        Refusal.MACROS,
    ),
    "a cut file": (lambda: hostile.package(hostile.sheet())[:-200], Refusal.DAMAGED),
    "broken XML": (lambda: hostile.package("<worksheet>"), Refusal.DAMAGED),
    "one part twice": (_twice, Refusal.DAMAGED),
    "a zip bomb": (_bomb, Refusal.BOMB),
    "a dense part": (_dense_part, Refusal.BOMB),
    "500 parts": (_many_parts, Refusal.TOO_MANY_PARTS),
    "3 million rows": (_many_rows, Refusal.BOMB),
    "200,000 numbered rows": (_numbered_rows, Refusal.TOO_MANY_ROWS),
    "3 million lines": (lambda: b"a,b\n" + b"\n" * 3_000_000, Refusal.TOO_MANY_ROWS),
    "10,000 columns": (_many_columns, Refusal.TOO_MANY_COLUMNS),
    "10,000 columns of text": (
        lambda: b",".join([b"x"] * 10_000) + b"\nx\n",
        Refusal.TOO_MANY_COLUMNS,
    ),
    "a cell far away": (_far_cell, Refusal.TOO_MANY_COLUMNS),
    "too many cells": (
        lambda: (b",".join([b"x"] * 90) + b"\n") * 4_000,
        Refusal.TOO_MANY_CELLS,
    ),
    "a long cell": (
        lambda: b"Name\n" + b"A" * 20_000,
        Refusal.CELL_TOO_LONG,
    ),
    "a lying dimension": (
        lambda: hostile.package(
            hostile.sheet(before='<dimension ref="A1:XFD1048576"/>')
        ),
        Refusal.LYING_DIMENSION,
    ),
    "entities": (_billion_laughs, Refusal.UNSAFE_XML),
    "deep nesting": (_deep, Refusal.NO_ROWS),
    "1.5 million tags": (_many_tags, Refusal.BOMB),
    "a NUL": (lambda: b"Name,UPRN\nAda\0,1\n", Refusal.NUL),
    "UTF-16 without its mark": (lambda: UTF16.encode("utf-16-le"), Refusal.NUL),
    "control characters": (lambda: b"Name,UPRN\nA\x07da,1\n", Refusal.NUL),
    "UTF-32": (
        lambda: b"\xff\xfe\0\0" + UTF16.encode("utf-32-le"),
        Refusal.ENCODING,
    ),
    "an odd UTF-16": (lambda: b"\xff\xfe" + b"a\0b", Refusal.ENCODING),
    "no code page": (lambda: b"Name,UPRN\n\x81\x8d,1\n", Refusal.ENCODING),
    "an open quotation": (lambda: b'Name,UPRN\n"Ada,1\n', Refusal.BROKEN_QUOTES),
    "headings alone": (lambda: b"Name,UPRN\n", Refusal.NO_ROWS),
    "an empty sheet": (lambda: hostile.package(hostile.sheet("")), Refusal.NO_ROWS),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    make, refusal = REFUSED[name]
    record_figure("Bad inputs tried", 1)

    with pytest.raises(FileRefused) as refused:
        read_table(make())

    assert (refused.value.refusal, str(refused.value)) == (refusal, SENTENCES[refusal])


def test_a_cell_of_one_gigabyte_is_never_unpacked() -> None:
    data = hostile.huge_cell(1024 * 1024 * 1024)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    assert part.file_size > 1024 * 1024 * 1024

    with pytest.raises(FileRefused) as refused:
        read_table(data)

    assert refused.value.refusal is Refusal.BOMB


def test_a_directory_that_understates_a_part_is_not_believed() -> None:
    content = (hostile.sheet() + " " * 5_000_000).encode()

    with pytest.raises(FileRefused) as refused:
        read_table(hostile.understated(content, 200))

    assert refused.value.refusal in {Refusal.DAMAGED, Refusal.BOMB}


def test_every_refusal_says_what_to_do() -> None:
    assert SENTENCES.keys() == set(Refusal)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())


MEASURE = """
import resource
from register.imports.reading.refusals import FileRefused
from register.imports.reading.tables import read_table
from tests.register.imports.test_hostile_files import REFUSED
for make, _ in REFUSED.values():
    try:
        read_table(make())
    except FileRefused:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_no_refusal_takes_more_memory_than_it_may() -> None:
    # In a process of its own: the peak of all children of this one says nothing.
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"},
        capture_output=True,
        check=True,
        text=True,
    )

    peak = int(measured.stdout.split()[-1]) * (1 if sys.platform == "darwin" else 1024)
    assert peak < 300 * limits.MEGABYTE
    record_figure(
        "Memory of the largest refusal, MB", peak // limits.MEGABYTE, How.LARGEST
    )

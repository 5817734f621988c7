"""Spreadsheets made to do harm, invented here and never kept as files."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = (
    "<Relationships xmlns="
    '"http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Register" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{before}<sheetData>{rows}</sheetData></worksheet>"
)
GOOD_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>UPRN</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ada Byron</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>999111000007</t></is></c></row>'
)


def package(sheet: str | bytes, **parts: str | bytes) -> bytes:
    """Zip a workbook round one worksheet's XML; `parts` come on top by path."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(
            "_rels/.rels",
            RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        )
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def sheet(rows: str = GOOD_ROWS, before: str = "") -> str:
    return SHEET.format(rows=rows, before=before)


def workbook(rows: list[list[object]]) -> bytes:
    """An honest .xlsx of these rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def huge_cell(size: int) -> bytes:
    """A workbook with one cell of `size` letters, really there and packed small."""
    start, end = sheet(
        GOOD_ROWS + '<row r="3"><c r="A3" t="inlineStr"><is><t>@@</t></is></c></row>'
    ).split("@@")
    block = b"A" * (1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    opening = packer.compress(start.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush nothing refers back, so a block's bytes may be repeated.
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    closing = packer.compress(end.encode()) + packer.flush()
    blocks = size // len(block)
    check = zlib.crc32(start.encode())
    for _ in range(blocks):
        check = zlib.crc32(block, check)
    check = zlib.crc32(end.encode(), check)
    whole = len(start) + blocks * len(block) + len(end)
    return _with_raw_sheet(opening + again * blocks + closing, whole, check)


def _with_raw_sheet(packed: bytes, size: int, check: int) -> bytes:
    """The workbook, its sheet swapped for bytes that are packed already."""
    plain = package(sheet())
    name = b"xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        others = [(e.filename, archive.read(e)) for e in archive.infolist()]
    body, directory = io.BytesIO(), b""
    for other, content in others:
        raw, real, crc = content, len(content), zlib.crc32(content)
        method = 0
        if other.encode() == name:
            raw, real, crc, method = packed, size, check, 8
        facts = struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 0x21, crc, len(raw), real,
                            len(other), 0)  # fmt: skip
        offset = body.tell()
        body.write(b"PK\x03\x04" + facts + other.encode() + raw)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + facts
        directory += struct.pack("<HHHLL", 0, 0, 0, 0, offset) + other.encode()
    at = body.tell()
    tail = struct.pack(
        "<HHHHLLH", 0, 0, len(others), len(others), len(directory), at, 0
    )
    return body.getvalue() + directory + b"PK\x05\x06" + tail


def understated(content: bytes, claimed: int) -> bytes:
    """A workbook whose directory says its sheet is `claimed` bytes, and lies."""
    honest = package(content)
    real = struct.pack("<L", len(content))
    crc = struct.pack("<L", zlib.crc32(content))
    lie = struct.pack("<L", claimed)
    wrong = struct.pack("<L", zlib.crc32(content[:claimed]))
    return honest.replace(real, lie).replace(crc, wrong)

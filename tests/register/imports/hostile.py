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
    """A workbook with one cell of `size` letters, packed small."""
    start, end = sheet(
        GOOD_ROWS + '<row r="3"><c r="A3" t="inlineStr"><is><t>@@</t></is></c></row>'
    ).split("@@")
    target = io.BytesIO(package(sheet()))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.filelist = [
            entry for entry in archive.filelist if "sheet1" not in entry.filename
        ]
        del archive.NameToInfo["xl/worksheets/sheet1.xml"]
        block = b"A" * (1024 * 1024)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(start.encode())
            for _ in range(size // len(block)):
                part.write(block)
            part.write(end.encode())
    return target.getvalue()


def understated(content: bytes, claimed: int) -> bytes:
    """A workbook whose directory says its sheet is `claimed` bytes, and lies."""
    honest = package(content)
    real = struct.pack("<L", len(content))
    crc = struct.pack("<L", zlib.crc32(content))
    lie = struct.pack("<L", claimed)
    wrong = struct.pack("<L", zlib.crc32(content[:claimed]))
    return honest.replace(real, lie).replace(crc, wrong)

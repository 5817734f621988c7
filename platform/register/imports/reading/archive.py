"""Is this zip file an .xlsx that is safe to unpack, going by its directory?

The directory is checked first, so that nothing is unpacked from a file that
could not be a register. What is then unpacked is counted, because a directory
can lie, and only the parts a register needs are taken.
"""

import io
import zipfile
import zlib

from register.imports.reading import limits
from register.imports.reading.refusals import FileRefused, Refusal


WORKBOOK = "xl/workbook.xml"
CONTENT_TYPES = "[Content_Types].xml"

_NEEDED = (
    CONTENT_TYPES,
    "_rels/.rels",
    WORKBOOK,
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
)
_SHEETS = "xl/worksheets/"
_ENCRYPTED_FLAG = 0x1


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack the parts of a workbook that a register needs, by name.

    Raises FileRefused for anything that is not a plain .xlsx within the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(data))
            _check_is_workbook({entry.filename for entry in entries})
            return _unpack(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise FileRefused(Refusal.DAMAGED) from error
    except (zlib.error, OSError) as error:
        raise FileRefused(Refusal.DAMAGED) from error


def repack(parts: dict[str, bytes]) -> bytes:
    """Make a plain zip of the checked parts, so that the reader sees only these."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _check_directory(entries: list[zipfile.ZipInfo], file_bytes: int) -> None:
    if len(entries) > limits.MAX_ARCHIVE_ENTRIES:
        raise FileRefused(Refusal.TOO_MANY_PARTS)
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused(Refusal.DAMAGED)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise FileRefused(Refusal.PASSWORD)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES:
        raise FileRefused(Refusal.BOMB)
    if sum(entry.compress_size for entry in entries) > file_bytes:
        raise FileRefused(Refusal.BOMB)
    if any(_shrinks_too_much(entry) for entry in entries):
        raise FileRefused(Refusal.BOMB)


def _shrinks_too_much(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size < limits.RATIO_MATTERS_FROM_BYTES:
        return False
    return entry.file_size > limits.MAX_RATIO * max(entry.compress_size, 1)


def _check_is_workbook(names: set[str]) -> None:
    if any("vbaproject" in name.lower() for name in names):
        raise FileRefused(Refusal.MACROS)
    if any(name.startswith("xl/macrosheets/") for name in names):
        raise FileRefused(Refusal.MACROS)
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise FileRefused(Refusal.OTHER_FORMAT)
    if WORKBOOK not in names or CONTENT_TYPES not in names:
        raise FileRefused(Refusal.NOT_A_SHEET)


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for entry in entries:
        if _is_needed(entry.filename):
            parts[entry.filename] = archive.read(entry)
    if b"macroenabled" in parts[CONTENT_TYPES].lower():
        raise FileRefused(Refusal.MACROS)
    return parts


def _is_needed(name: str) -> bool:
    if name.startswith(_SHEETS):
        return name.endswith(".xml") and "/" not in name.removeprefix(_SHEETS)
    return name in _NEEDED

"""What is this file, by its content and never by its name?"""

import codecs
from enum import StrEnum

from register.imports.reading import limits
from register.imports.reading.refusals import FileRefused, Refusal


class FileKind(StrEnum):
    """What a file may be, before it is opened."""

    ARCHIVE = "ARCHIVE"
    TEXT = "TEXT"


ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# OLE stores its stream names in UTF-16; this one means an encrypted .xlsx inside.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

_FOREIGN = (
    b"%PDF",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
    b"{\\rtf",
    b"SQLite format 3",
    b"PK\x05\x06",
    b"PK\x07\x08",
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")


def identify(data: bytes) -> FileKind:
    """Say what the bytes are. Raises FileRefused for what cannot be a register."""
    if not data.strip():
        raise FileRefused(Refusal.EMPTY)
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE)
    if data.startswith(ZIP):
        return FileKind.ARCHIVE
    if data.startswith(OLE):
        raise FileRefused(
            Refusal.PASSWORD if _ENCRYPTED_STREAM in data else Refusal.OLD_FORMAT
        )
    start = data[:512].lstrip(codecs.BOM_UTF8).lstrip().lower()
    if data.startswith(_FOREIGN) or start.startswith(_MARKUP):
        raise FileRefused(Refusal.NOT_A_SHEET)
    return FileKind.TEXT

"""Is this upload a PDF we may keep as a signed paper, whatever its name says?

Judged by its bytes. A PDF that would run something when it is opened, carries other
files, or cannot be read without a password is refused: print it to a new PDF.
"""

import re
import zlib
from collections.abc import Iterator

from documents.evidence import FORMATS, Cleaned, NotAccepted
from documents.evidence import clean as clean_picture


MOST_BYTES = 20 * 1024 * 1024
MOST_OPENED = 60 * 1024 * 1024
PDF = "application/pdf"
KEPT_AS = (PDF, *FORMATS.values())
_STREAM = re.compile(rb"stream\r?\n")
# In two alphabets: a name may write any of its letters as #xx.
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def clean_pdf(upload: bytes) -> Cleaned:
    """The PDF as it was sent, or NotAccepted with what to do."""
    if len(upload) > MOST_BYTES:
        raise NotAccepted("The file is larger than 20 MB. Make a smaller PDF.")
    whole = upload.startswith(b"%PDF-") and b"%%EOF" in upload[-2048:]
    if not whole:
        raise NotAccepted("This is not a whole PDF. Save or scan it as PDF again.")
    if b"/Encrypt" in _plain(upload):
        raise NotAccepted("The PDF is locked with a password. Save it without one.")
    for part in _parts(upload):
        if _ACTIVE.search(_plain(part)):
            raise NotAccepted(
                "The PDF carries a script, a form or another file. Print it to a new PDF."
            )
    return Cleaned(content=upload, content_type=PDF, ending="pdf")


def clean(upload: bytes) -> Cleaned:
    """A PDF as it was sent, or a picture drawn again."""
    return clean_pdf(upload) if upload.startswith(b"%PDF") else clean_picture(upload)


def _plain(part: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _parts(upload: bytes) -> Iterator[bytes]:
    """The file, and every stream in it that can be unpacked.

    Raises:
        NotAccepted: together they unpack to more than anybody signs.
    """
    yield upload
    left = MOST_OPENED
    for found in _STREAM.finditer(upload):
        opened = _opened(upload[found.end() :], left)
        left -= len(opened)
        if left <= 0:
            raise NotAccepted("The PDF unpacks to far too much. Make a smaller PDF.")
        yield opened


def _opened(stream: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return b""

"""What is in a PDF? Enough of a reader for the tests, without another package."""

import re
import zlib
from dataclasses import dataclass


STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
ROLES = re.compile(rb"/S\s*/([A-Za-z0-9]+)")
FONT_FILES = re.compile(rb"/FontFile[23]?\s+\d+ 0 R")
FONTS = re.compile(rb"/Type\s*/FontDescriptor")


@dataclass(frozen=True)
class Pdf:
    """The plain text of a PDF's objects, its streams opened."""

    raw: bytes
    opened: bytes

    @property
    def everything(self) -> bytes:
        return self.raw + self.opened

    @property
    def roles(self) -> set[str]:
        """The structure types of its tags: H1, P, L and so on."""
        return {found.decode() for found in ROLES.findall(self.everything)}

    @property
    def fonts_are_embedded(self) -> bool:
        described = len(FONTS.findall(self.everything))
        return described > 0 and described == len(FONT_FILES.findall(self.everything))


def read_pdf(content: bytes) -> Pdf:
    assert content.startswith(b"%PDF-1.7")
    assert content.rstrip().endswith(b"%%EOF")
    return Pdf(content, b"\n".join(_opened(content)))


def _opened(content: bytes) -> list[bytes]:
    found = []
    for stream in STREAM.findall(content):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return found

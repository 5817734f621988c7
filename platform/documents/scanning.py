"""Does a virus scanner let this file pass?

Speaks clamd's own protocol over TCP (`zINSTREAM`: chunks with their length in four
bytes, then a length of nothing). Where no scanner is configured nothing is asked; where
one is and it cannot answer, the file is refused, never let through.
"""

import socket
import struct

from django.conf import settings


CHUNK = 64 * 1024
SECONDS = 30.0
LONGEST_ANSWER = 4096
SCANNER = "ClamAV"


class ScanRefused(Exception):
    """The file is not kept; the sentence says what to do."""


class Infected(ScanRefused):
    """The scanner found something."""


class NotScanned(ScanRefused):
    """The scanner is down, or its answer is not understood."""


def is_configured() -> bool:
    return bool(settings.CLAMD_ADDRESS)


def scan(content: bytes) -> str:
    """The scanner's name where it found nothing; empty where none is configured.

    Raises:
        Infected: it found something. Which is for its own log, not for a page.
        NotScanned: it could not be asked, or did not say.
    """
    if not is_configured():
        return ""
    try:
        answer = _asked(content)
    except OSError as error:
        raise NotScanned(
            "The virus scanner cannot be reached, so no file can be kept now. Nothing"
            " was saved. Try again in a few minutes and tell your administrator."
        ) from error
    if answer.endswith("OK") and "FOUND" not in answer:
        return SCANNER
    if answer.endswith("FOUND"):
        raise Infected(
            "The virus scanner found something harmful in this file, so it is not kept."
            " Do not open it again; tell your IT service."
        )
    raise NotScanned(
        "The virus scanner could not judge this file, so it is not kept. Use a smaller"
        " file, or tell your administrator."
    )


def _asked(content: bytes) -> str:
    """What the scanner says of these bytes, without its terminator."""
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
        return _answer(line)


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        told += part
    return told.rstrip(b"\0").decode(errors="replace").strip()

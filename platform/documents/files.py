"""What is this upload, by its bytes, and what of it may be kept?

Pictures and plain sound are drawn again, so that nothing travels inside them. Other
recordings and letters are walked through and kept as they are; they are never opened by
a page, only handed out as downloads.
"""

import io
import re
import struct
import wave
import zlib
from collections.abc import Callable
from enum import StrEnum

from documents.evidence import MOST_BYTES, Cleaned, NotAccepted, clean


class Form(StrEnum):
    """What a file turned out to be."""

    PICTURE = "picture"
    RECORDING = "recording"
    LETTER = "letter"


ACCEPTED = (
    "This is not a file that can be kept as evidence. Use a JPEG or PNG picture, a PDF,"
    " or a WAV, MP3, M4A, OGG or MP4 recording."
)
# What makes a PDF do something by itself, or hides what is in it.
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|OpenAction|AA|Encrypt)\b"
)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
MOST_OPENED = 50 * 1024 * 1024
MP3_FRAMES = 3
MP3_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MP3_HERTZ = (44100, 48000, 32000)


def accept(upload: bytes) -> tuple[Form, Cleaned]:
    """What the file is and what is kept of it, or NotAccepted with what to do."""
    if not upload:
        raise NotAccepted("The file is empty. Choose another.")
    if len(upload) > MOST_BYTES:
        raise NotAccepted("The file is larger than 20 MB. Use a smaller one.")
    for begins, form, take in KNOWN:
        if begins(upload):
            return form, take(upload)
    raise NotAccepted(ACCEPTED)


def _letter(upload: bytes) -> Cleaned:
    """A PDF that only shows: no script, no action, no file inside, no lock."""
    if b"%%EOF" not in upload[-2048:]:
        raise NotAccepted("The PDF breaks off. Save it again and choose it anew.")
    if ACTIVE.search(upload) or ACTIVE.search(_opened(upload)):
        raise NotAccepted(
            "The PDF holds a script, an action, a lock or another file. Print it to a"
            " new PDF, or photograph it, and choose that."
        )
    return Cleaned(content=upload, content_type="application/pdf", ending="pdf")


def _opened(upload: bytes) -> bytes:
    """The compressed objects of a PDF, as far as a bound allows."""
    found = bytearray()
    for part in STREAM.findall(upload):
        room = MOST_OPENED - len(found)
        if room <= 0:
            raise NotAccepted("The PDF unpacks to more than can be looked through.")
        try:
            found += zlib.decompressobj().decompress(part, room)
        except zlib.error:
            continue
    return bytes(found)


def _wav(upload: bytes) -> Cleaned:
    """The samples alone, written again: what else the file carried stays behind."""
    out = io.BytesIO()
    try:
        with wave.open(io.BytesIO(upload)) as given, wave.open(out, "wb") as made:
            made.setparams(given.getparams())
            made.writeframes(given.readframes(given.getnframes()))
    except (wave.Error, EOFError, ValueError, OSError) as error:
        raise NotAccepted("The recording is damaged and cannot be read.") from error
    return Cleaned(content=out.getvalue(), content_type="audio/wav", ending="wav")


def _mp3(upload: bytes) -> Cleaned:
    """Sound without its tags, if it begins with frames that follow one another."""
    body = upload[_tag_length(upload) :]
    at = 0
    for _ in range(MP3_FRAMES):
        length = _frame_length(body[at : at + 4])
        if not length:
            raise NotAccepted("The recording is damaged and cannot be read.")
        at += length
    return Cleaned(content=body, content_type="audio/mpeg", ending="mp3")


def _tag_length(upload: bytes) -> int:
    if not upload.startswith(b"ID3") or len(upload) < 10:
        return 0
    size = 0
    for byte in upload[6:10]:
        size = size << 7 | byte & 0x7F
    return size + 10


def _frame_length(header: bytes) -> int:
    """The bytes of an MPEG-1 layer III frame, or nothing where there is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xFE != 0xFA:
        return 0
    rate, hertz = header[2] >> 4, header[2] >> 2 & 3
    if rate in {0, 15} or hertz == 3:
        return 0
    return 144_000 * MP3_RATES[rate] // MP3_HERTZ[hertz] + (header[2] >> 1 & 1)


def _ogg(upload: bytes) -> Cleaned:
    return Cleaned(content=upload, content_type="audio/ogg", ending="ogg")


def _mp4(upload: bytes) -> Cleaned:
    """Boxes that follow one another to the very end."""
    at = 0
    while at < len(upload):
        if len(upload) - at < 8:
            raise NotAccepted("The recording is damaged and cannot be read.")
        (size,) = struct.unpack("!L", upload[at : at + 4])
        if size == 1 and len(upload) - at >= 16:
            (size,) = struct.unpack("!Q", upload[at + 8 : at + 16])
        if size == 0:
            size = len(upload) - at
        if size < 8 or at + size > len(upload):
            raise NotAccepted("The recording is damaged and cannot be read.")
        at += size
    sound = upload[8:11] == b"M4A"
    kind, ending = ("audio/mp4", "m4a") if sound else ("video/mp4", "mp4")
    return Cleaned(content=upload, content_type=kind, ending=ending)


def _picture(upload: bytes) -> Cleaned:
    return clean(upload)


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda upload: upload.startswith(signatures)


KNOWN: tuple[tuple[Callable[[bytes], bool], Form, Callable[[bytes], Cleaned]], ...] = (
    (_starts(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"), Form.PICTURE, _picture),
    (_starts(b"%PDF-"), Form.LETTER, _letter),
    (
        lambda upload: upload[:4] == b"RIFF" and upload[8:12] == b"WAVE",
        Form.RECORDING,
        _wav,
    ),
    (_starts(b"ID3", b"\xff\xfa", b"\xff\xfb"), Form.RECORDING, _mp3),
    (_starts(b"OggS"), Form.RECORDING, _ogg),
    (lambda upload: upload[4:8] == b"ftyp", Form.RECORDING, _mp4),
)

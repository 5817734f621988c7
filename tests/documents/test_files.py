"""Is a file known by its bytes, and is one that lies or acts refused?"""

import io
import struct
import wave
import zlib

import pytest

from documents.evidence import NotAccepted
from documents.files import Form, accept
from tests.documents.test_evidence import picture, with_exif


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"
MP3_FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413


def wav(extra: bytes = b"") -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\1\2" * 800)
    return out.getvalue() + extra


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack("!L", 8 + len(body)) + kind + body


def mp4(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + b"\0\0\2\0") + box(b"moov") + box(b"mdat", b"\0" * 64)


def packed(body: bytes) -> bytes:
    """A PDF with an object in a compressed stream."""
    inner = zlib.compress(body)
    return PDF.replace(
        b"trailer", b"2 0 obj<<>>stream\n" + inner + b"\nendstream endobj\ntrailer"
    )


@pytest.mark.parametrize(
    ("upload", "form", "content_type"),
    [
        (picture("PNG"), Form.PICTURE, "image/png"),
        (with_exif(), Form.PICTURE, "image/jpeg"),
        (PDF, Form.LETTER, "application/pdf"),
        (packed(b"<</Type/Page>>"), Form.LETTER, "application/pdf"),
        (wav(), Form.RECORDING, "audio/wav"),
        (MP3_FRAME * 4, Form.RECORDING, "audio/mpeg"),
        (b"OggS" + b"\0" * 60, Form.RECORDING, "audio/ogg"),
        (mp4(), Form.RECORDING, "video/mp4"),
        (mp4(b"M4A "), Form.RECORDING, "audio/mp4"),
    ],
)
def test_a_file_is_what_its_bytes_say(upload, form, content_type):
    found, kept = accept(upload)

    assert (found, kept.content_type) == (form, content_type)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "empty"),
        (b"MZ\x90\0" + b"\0" * 100, "Use a JPEG or PNG"),
        (b"<html><script>alert(1)</script>", "Use a JPEG or PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Use a JPEG or PNG"),
        (b"PK\3\4" + b"\0" * 100, "Use a JPEG or PNG"),
        (PDF.replace(b"<<>>", b"<</OpenAction 2 0 R>>"), "script, an action"),
        (PDF.replace(b"<<>>", b"<</Encrypt 2 0 R>>"), "a lock"),
        (packed(b"<</S/JavaScript/JS(app.alert(1))>>"), "script, an action"),
        (PDF[:30], "breaks off"),
        (b"RIFF\x24\0\0\0WAVEjunk", "damaged"),
        (b"\xff\xfb\x90\0" + b"<script>" * 100, "damaged"),
        (mp4()[:-10], "damaged"),
        (mp4() + b"<script>", "damaged"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_lies_or_acts_is_refused_with_a_sentence(upload, sentence):
    with pytest.raises(NotAccepted, match=sentence):
        accept(upload)


def test_what_travels_beside_the_sound_stays_behind():
    tagged = b"ID3\4\0\0\0\0\0\x0b" + b"Rowan Ashby" + MP3_FRAME * 4

    assert b"Rowan" not in accept(tagged)[1].content
    assert b"Rowan" not in accept(wav(b"LISTRowan Ashby"))[1].content

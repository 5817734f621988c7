"""Is a picture known by its bytes, and left with nothing but its pixels?"""

import io

import pytest
from PIL import Image, ImageFile
from PIL.ExifTags import Base

from documents import evidence
from documents.evidence import NotAccepted, clean


SECRET = b"a script that travelled in the file"


def picture(form="PNG", size=(40, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, format=form, **options)
    return out.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[Base.Artist] = "Rowan Ashby"
    return picture("JPEG", exif=exif)


@pytest.mark.parametrize(
    ("form", "content_type", "ending"),
    [("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpg")],
)
def test_a_picture_is_known_by_its_bytes(form, content_type, ending):
    cleaned = clean(picture(form))

    assert (cleaned.content_type, cleaned.ending) == (content_type, ending)
    assert Image.open(io.BytesIO(cleaned.content)).size == (40, 30)


def test_what_travelled_inside_stays_behind():
    assert b"Rowan Ashby" in with_exif()

    assert b"Rowan Ashby" not in clean(with_exif()).content
    assert SECRET not in clean(picture() + SECRET).content


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "This is not a JPEG or PNG picture."),
        (b"<html>hello</html>", "This is not a JPEG or PNG picture."),
        (b"%PDF-1.7", "This is not a JPEG or PNG picture."),
        (b"\x00" * 1000, "This is not a JPEG or PNG picture."),
        (picture("GIF"), "This is not a JPEG or PNG picture."),
        (picture()[:60], "The picture is damaged and cannot be opened."),
        (
            picture("JPEG", size=(400, 300))[:-100],
            "The picture is damaged and cannot be opened.",
        ),
    ],
)
def test_what_is_no_picture_is_refused(upload, sentence):
    with pytest.raises(NotAccepted) as refused:
        clean(upload)

    assert str(refused.value) == sentence


def test_a_bomb_is_refused_by_its_header(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_PIXELS", 40 * 30)
    assert clean(picture()).content_type == "image/png"

    with pytest.raises(NotAccepted, match="too many pixels"):
        clean(picture(size=(40, 31)))


def test_a_bomb_by_the_librarys_own_limit_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    with pytest.raises(NotAccepted, match="too many pixels"):
        clean(picture())


def test_a_file_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_BYTES", 10)

    with pytest.raises(NotAccepted, match="larger than 20 MB"):
        clean(picture())


def test_a_broken_off_picture_is_refused_though_letters_were_written(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(NotAccepted, match="is damaged"):
        clean(picture("JPEG", size=(400, 300))[:-100])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True

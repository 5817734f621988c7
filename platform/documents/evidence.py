"""Is this upload a picture we may keep, and what is left of it when it is cleaned?

A picture is judged by its bytes, never by its name, and drawn again: what travelled
inside it (a place, a camera's owner, a script, a second file) stays behind.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageFile, UnidentifiedImageError


MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}


class NotAccepted(Exception):
    """The upload cannot be kept as evidence; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A picture drawn again, and what it is."""

    content: bytes
    content_type: str
    ending: str


def clean(upload: bytes) -> Cleaned:
    """The picture without anything but its pixels, or NotAccepted."""
    if len(upload) > MOST_BYTES:
        raise NotAccepted("The file is larger than 20 MB. Use a smaller picture.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(upload), formats=list(FORMATS))
            _refuse_huge(picture)
            _load_whole(picture)
    except UnidentifiedImageError as error:
        raise NotAccepted("This is not a JPEG or PNG picture.") from error
    except (
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise NotAccepted("The picture has too many pixels.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAccepted("The picture is damaged and cannot be opened.") from error
    return _drawn_again(picture)


def _refuse_huge(picture: Image.Image) -> None:
    """Asked of the header, before a pixel is unpacked."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise NotAccepted("The picture has too many pixels.")


def _load_whole(picture: Image.Image) -> None:
    """Unpack it, and refuse one that breaks off.

    WeasyPrint tells Pillow for the whole process to accept those; a worker does one
    thing at a time, so the switch may be turned back for the moment.
    """
    accepted = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepted


def _drawn_again(picture: Image.Image) -> Cleaned:
    form = picture.format or "PNG"
    plain = picture.convert("RGB")
    out = io.BytesIO()
    plain.save(out, format=form)
    ending = "jpg" if form == "JPEG" else "png"
    return Cleaned(content=out.getvalue(), content_type=FORMATS[form], ending=ending)

"""Can this colour carry white text, so that everybody can read the header?"""

import re


OUR_COLOUR = "#1f4b63"
LEAST_CONTRAST = 4.5
HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}\Z")


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of `#rrggbb` with white, from 1 to 21."""
    return 1.05 / (luminance(colour) + 0.05)


def readable(colour: str) -> str:
    """Return the organisation's colour, or ours when white cannot be read on it."""
    if HEXADECIMAL.match(colour) and contrast_with_white(colour) >= LEAST_CONTRAST:
        return colour.lower()
    return OUR_COLOUR

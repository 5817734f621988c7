"""Which premises does this text mean: UPRN, postcode, address lines?"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PlaceProblem(StrEnum):
    """Why a text is not what its column promises."""

    NOT_A_POSTCODE = "NOT_A_POSTCODE"
    NOT_A_UPRN = "NOT_A_UPRN"
    DIGITS_LOST = "DIGITS_LOST"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """One identifier, or the problem that stopped it."""

    value: str = ""
    problem: PlaceProblem | None = None


_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")
_POSTCODE_IN_TEXT: Final = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE
)
_UPRN: Final = re.compile(r"[0-9]{1,12}")
_SHORTENED: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")


def read_postcode(text: str) -> PlaceReading:
    """Read one cell as a postcode: "zx83ew" gives "ZX8 3EW"."""
    squeezed = re.sub(r"[\s.\-]", "", text).upper()
    if not squeezed:
        return PlaceReading()
    match = _POSTCODE.fullmatch(squeezed)
    if match is None:
        return PlaceReading(problem=PlaceProblem.NOT_A_POSTCODE)
    return PlaceReading(f"{match[1]} {match[2]}")


def take_postcode(address: str) -> tuple[str, str]:
    """Split an address into what is left of it and the last postcode in it."""
    found = list(_POSTCODE_IN_TEXT.finditer(address))
    if not found:
        return _tidy(address), ""
    last = found[-1]
    rest = address[: last.start()] + address[last.end() :]
    return _tidy(rest), read_postcode(last[0]).value


def read_uprn(text: str) -> PlaceReading:
    """Read one cell as a UPRN: up to 12 digits, kept as text without zeros in front."""
    squeezed = re.sub(r"[\s,']", "", text)
    squeezed = re.sub(r"\.0+$", "", squeezed)
    if not squeezed:
        return PlaceReading()
    if _SHORTENED.fullmatch(squeezed):
        return PlaceReading(problem=PlaceProblem.DIGITS_LOST)
    if (
        not squeezed.isascii()
        or not _UPRN.fullmatch(squeezed)
        or not squeezed.strip("0")
    ):
        return PlaceReading(problem=PlaceProblem.NOT_A_UPRN)
    return PlaceReading(squeezed.lstrip("0"))


def joined_address(*parts: str) -> str:
    """One address from a register that keeps its parts in columns of their own.

    A part that is only a number goes before the street without a comma.
    """
    kept = [part.strip(" ,") for part in parts if part.strip(" ,")]
    address = ""
    for part in kept:
        numbered = re.search(r"(?:^|[\s,])[0-9]+[A-Za-z]?$", address)
        address += f" {part}" if numbered else f", {part}" if address else part
    return _tidy(address)


def _tidy(address: str) -> str:
    lines = [" ".join(line.split()) for line in re.split(r"[,\n]", address)]
    return ", ".join(line for line in lines if line)

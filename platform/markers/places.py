"""Which comparable parts is an address made of?"""

import re
from functools import lru_cache

from markers.names import in_latin


MAX_UPRN_DIGITS = 12

STREET_WORDS = {
    "st": "street",
    "str": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "clo": "close",
    "ct": "court",
    "crt": "court",
    "cres": "crescent",
    "cr": "crescent",
    "dr": "drive",
    "drv": "drive",
    "gdns": "gardens",
    "gdn": "garden",
    "grn": "green",
    "gr": "grove",
    "gro": "grove",
    "hse": "house",
    "ho": "house",
    "la": "lane",
    "ln": "lane",
    "pk": "park",
    "pl": "place",
    "plc": "place",
    "sq": "square",
    "ter": "terrace",
    "terr": "terrace",
    "wy": "way",
    "wlk": "walk",
    "mws": "mews",
    "est": "estate",
    "bldgs": "buildings",
}
STREET_TYPES = frozenset(STREET_WORDS.values()) | {
    "hill",
    "rise",
    "row",
    "view",
    "wharf",
    "quay",
    "yard",
    "parade",
    "bank",
    "end",
    "vale",
}
UNIT_WORDS = frozenset(
    {"flat", "flt", "apartment", "apt", "unit", "room", "no", "number", "maisonette"}
)

_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b")
_NUMBER_THEN_LETTER = re.compile(r"\b(\d+) ([a-z])\b(?! ?\d)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_HAS_DIGIT = re.compile(r"\d")
_APOSTROPHES = re.compile(r"['`]")


def normalise_uprn(uprn: str) -> str:
    """The digits without leading zeros; empty where it is not a UPRN at all."""
    digits = "".join(uprn.split())
    if not digits.isascii() or not digits.isdigit() or len(digits) > MAX_UPRN_DIGITS:
        return ""
    return digits.lstrip("0")


@lru_cache(maxsize=16384)
def normalise_postcode(postcode: str) -> str:
    """`zx1 1aa` becomes ZX11AA; empty where there is nothing to compare."""
    return "".join(_NOT_WORD.sub("", in_latin(postcode).lower()).split()).upper()[:8]


@lru_cache(maxsize=16384)
def postcode_in(address: str) -> str:
    """The postcode written inside an address line, normalised; empty if none."""
    found = _POSTCODE.search(in_latin(address).lower())
    return (found[1] + found[2]).upper() if found else ""


def building_of(text: str) -> str:
    """The unit and number (or the house's name) in a building or an address line.

    "Flat 3, 12 Mill Street" gives "3 12", "12 a" gives "12a", and "Rose Cottage,
    Mill Lane" gives "rose cottage".
    """
    return _building_and_street(text)[0]


def street_of(address: str) -> str:
    """The street's own name without number, unit, town or kind of street."""
    return _building_and_street(address)[1]


def address_key(*, address: str, building: str = "") -> str:
    """Building and street as one comparable text: `3 12|mill`."""
    house = building_of(building) or building_of(address)
    street = street_of(address)
    return f"{house}|{street}" if house or street else ""


@lru_cache(maxsize=16384)
def _building_and_street(text: str) -> tuple[str, str]:
    building, street = _split(_POSTCODE.sub(" ", _plain(text)), text)
    return " ".join(building), " ".join(street)


def _plain(text: str) -> str:
    latin = _APOSTROPHES.sub("", in_latin(text)).lower()
    # Commas part the town from the street, so they are kept as a mark of their own.
    parted = " , ".join(_NOT_WORD.sub(" ", part).strip() for part in latin.split(","))
    return _NUMBER_THEN_LETTER.sub(r"\1\2", parted)


def _split(line: str, typed: str) -> tuple[list[str], list[str]]:
    """The words of the building, and those of the street's name."""
    segments = [segment.split() for segment in line.split(" , ")]
    segments = [segment for segment in segments if segment]
    building: list[str] = []
    for position, segment in enumerate(segments):
        words = _take_units(segment, building)
        if not building:
            words = _take_inner_number(words, building)
        if not words:
            continue
        is_last = position + 1 == len(segments)
        if not building and _names_a_house(words, last=is_last, typed=typed):
            building.extend(words)
            continue
        return [*_trailing_units(segments[position + 1 :]), *building], _street_words(
            words
        )
    return building, []


def _trailing_units(segments: list[list[str]]) -> list[str]:
    """The units written after the street: `12 mill street, flat 3`."""
    units: list[str] = []
    for segment in segments:
        taken: list[str] = []
        if segment[0] in UNIT_WORDS and not _take_units(segment, taken):
            units.extend(taken)
    return units


def _take_units(segment: list[str], building: list[str]) -> list[str]:
    """Move leading unit words and numbers of a segment to the building."""
    index = 0
    while index < len(segment):
        word = segment[index]
        after_unit = index > 0 and segment[index - 1] in UNIT_WORDS
        if word in UNIT_WORDS:
            index += 1
        elif _HAS_DIGIT.search(word) or (after_unit and len(word) == 1):
            building.append(word)
            index += 1
        else:
            break
    return segment[index:]


def _take_inner_number(words: list[str], building: list[str]) -> list[str]:
    """Move a number written after words: `mill house 4 mill street`, `mill street 4`."""
    for index, word in enumerate(words):
        if _HAS_DIGIT.search(word):
            building.append(word)
            return words[index + 1 :] or words[:index]
    return words


def _names_a_house(words: list[str], *, last: bool, typed: str) -> bool:
    """Is this segment a house's name rather than a street?"""
    expanded = STREET_WORDS.get(words[-1], words[-1])
    if expanded in {"cottage", "house", "lodge", "farm", "hall", "villa", "buildings"}:
        return True
    return last and "," not in typed and expanded not in STREET_TYPES


def _street_words(words: list[str]) -> list[str]:
    """The street's name up to its kind: `mill` of `mill street eastmere`."""
    name: list[str] = []
    for word in words:
        if name and STREET_WORDS.get(word, word) in STREET_TYPES:
            return [*name, STREET_WORDS.get(word, word)]
        name.append(word)
    return name

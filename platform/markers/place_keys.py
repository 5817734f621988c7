"""By which keys is a place found, and what is one key?"""

from functools import lru_cache
from hashlib import blake2b

from markers.facts import Elsewhere, MarkerContent
from markers.names import deletions, phonetic
from markers.places import (
    building_of,
    normalise_postcode,
    normalise_uprn,
    postcode_in,
    street_of,
)


# Among which entries a name is looked for in every likeness: all, or those that lack it.
EVERYWHERE, UNDATED, NO_POSTCODE, NO_UPRN = "", "undated", "no-postcode", "no-uprn"


def digest(kind: str, *values: str) -> int:
    """One key: kind and values as a signed 64-bit number, what PostgreSQL stores."""
    text = "\x1f".join((kind, *values)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)


def slips(text: str, *beside: str) -> list[int]:
    """Keys of a text with at most one slip in it, beside what must agree fully.

    Each is one digest XOR another, so that a text, and what stands beside it, is
    digested once for all the keys in which it meets something else.
    """
    agreed = _agreed(*beside)
    return [agreed ^ form for form in _slips(text)]


def without_slip(text: str, *beside: str) -> int:
    """The one of `slips` that is of the text just as it is."""
    return _agreed(*beside) ^ digest("slip", text)


# What stands beside is a sound, a building, a group: few different ones.
_agreed = lru_cache(maxsize=65536)(digest)


@lru_cache(maxsize=65536)
def _slips(text: str) -> tuple[int, ...]:
    return tuple([digest("slip", form) for form in deletions(text)])


def premises_keys(
    *,
    uprn: str,
    postcode: str,
    building: str,
    address: str,
    among: tuple[str, ...] = (EVERYWHERE,),
) -> set[int]:
    """Keys of one place: by UPRN, postcode and building, or building and street.

    `among` names the groups of entries in which a building and street is looked for.
    """
    keys = set()
    if number := normalise_uprn(uprn):
        keys.add(digest("uprn", number))
    house = building_of(building) or building_of(address)
    if not house:
        return keys
    outer = house.split()[-1]
    if code := postcode_of(postcode, address):
        keys |= {digest("building", code, house), digest("building", code, outer)}
        keys.update(slips(code, "building-near", outer))
    if street := street_of(address):
        words = _street_name(street)
        for group in among:
            keys.update(slips(words, "street", group, outer))
            keys.add(digest("street-sound", group, outer, phonetic(words)))
    return keys


def place_keys(place: MarkerContent | Elsewhere) -> set[int]:
    """Keys of one of the places an entry stands at."""
    code = postcode_of(place.postcode, place.address)
    return premises_keys(
        uprn=place.uprn,
        postcode=place.postcode,
        building=place.building,
        address=place.address,
        among=(EVERYWHERE,) if code else (EVERYWHERE, NO_POSTCODE),
    )


def _street_name(street: str) -> str:
    """The street's name run together, without its kind where something is left."""
    words = street.split()
    return "".join(words[:-1] if len(words) > 1 else words)


def postcode_of(postcode: str, address: str) -> str:
    return normalise_postcode(postcode) or postcode_in(address)

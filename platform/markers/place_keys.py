"""By which keys is a place found, and what is one key?"""

from collections.abc import Iterable
from hashlib import blake2b
from struct import unpack

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


def digests(
    before: tuple[str, ...], forms: Iterable[str], after: tuple[str, ...] = ()
) -> tuple[int, ...]:
    """`digest(*before, form, *after)` of each form, in fewer steps than one by one."""
    head, tail = "\x1f".join((*before, "")), "\x1f".join(("", *after))
    raw = b"".join(
        [
            blake2b(f"{head}{form}{tail}".encode(), digest_size=8).digest()
            for form in forms
        ]
    )
    return unpack(f">{len(raw) // 8}q", raw)


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
        keys.update(digests(("building-near",), deletions(code), (outer,)))
    if street := street_of(address):
        words = _street_name(street)
        for group in among:
            keys.update(digests(("street", group, outer), deletions(words)))
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

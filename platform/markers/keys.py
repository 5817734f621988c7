"""By which keys is an entry found, and which keys does a search ask for?

A key is a 64-bit digest compared by equality alone: trigram and LIKE operators cannot
use an index under row-level security, and a digest keeps names out of a second table.
Likeness is made equal beforehand: an entry writes, and a search asks for, the same
derived values (a name with one letter missing, how it opens, its nickname's group).
Keys only propose candidates. `markers.matching` decides.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import combinations

from markers.facts import MarkerContent, Terms
from markers.names import (
    deletions,
    leading_sound,
    name_parts,
    nickname_groups,
    phonetic,
)
from markers.places import (
    building_of,
    normalise_postcode,
    normalise_uprn,
    postcode_in,
    street_of,
)
from tenants.codes import Follows


MONTHS = 12


def digest(kind: str, *values: str) -> int:
    """One key: kind and values as a signed 64-bit number, what PostgreSQL stores."""
    text = "\x1f".join((kind, *values)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)


def entry_keys(content: MarkerContent) -> set[int]:
    """Every key an entry is found by, as far as it follows the person or the place."""
    keys = premises_keys(
        uprn=content.uprn,
        postcode=content.postcode,
        building=content.building,
        address=content.address,
    )
    if content.follows != Follows.PREMISES:
        for name in (content.name, *content.aliases):
            keys |= person_keys(name=name, date_of_birth=content.date_of_birth)
        if postcode := _postcode(content.postcode, content.address):
            keys.add(digest("postcode", postcode))
    return keys


def search_keys(terms: Terms) -> list[int]:
    """The keys a check looks up: all of the place's and all of the person's."""
    keys = premises_keys(
        uprn=terms.uprn,
        postcode=terms.postcode,
        building=terms.building,
        address=terms.address,
    )
    if terms.name:
        parts = name_parts(terms.name)
        keys |= {*_pairs(parts), *_asked_alone(parts)}
        if postcode := _postcode(terms.postcode, terms.address):
            keys.add(digest("postcode", postcode))
    if terms.date_of_birth:
        keys |= {digest("born", day) for day in _days_as_typed(terms.date_of_birth)}
    return sorted(keys)


def person_keys(*, name: str, date_of_birth: date | None) -> set[int]:
    """What an entry writes for one of a person's names, and the date of birth."""
    parts = name_parts(name)
    keys = {*_pairs(parts), *_written_alone(parts)}
    if date_of_birth:
        keys.add(digest("born", date_of_birth.isoformat()))
    return keys


def premises_keys(*, uprn: str, postcode: str, building: str, address: str) -> set[int]:
    """Keys of one place: by UPRN, postcode and building, or building and street."""
    keys = set()
    if number := normalise_uprn(uprn):
        keys.add(digest("uprn", number))
    house = building_of(building) or building_of(address)
    if not house:
        return keys
    outer = house.split()[-1]
    if code := _postcode(postcode, address):
        keys |= {digest("building", code, house), digest("building", code, outer)}
    if street := street_of(address):
        words = _street_name(street)
        keys |= {digest("street", outer, form) for form in deletions(words)}
        keys.add(digest("street-sound", outer, phonetic(words)))
    return keys


def _pairs(parts: tuple[str, ...]) -> Iterator[int]:
    """Keys of every two parts of a name, so that order and middle names fall away."""
    for one, other in combinations(parts, 2):
        yield from _pair_keys(one, other)


def _written_alone(parts: tuple[str, ...]) -> Iterator[int]:
    if len(parts) == 1:
        yield from (digest("only-part", form) for form in deletions(parts[0]))
    else:
        yield from (digest("a-part", part) for part in parts)


def _asked_alone(parts: tuple[str, ...]) -> Iterator[int]:
    """One part typed finds it in any name; several find an entry that holds one."""
    if len(parts) == 1:
        yield digest("a-part", parts[0])
        yield from (digest("only-part", form) for form in deletions(parts[0]))
    else:
        yield from (digest("only-part", part) for part in parts)


def _pair_keys(one: str, other: str) -> Iterator[int]:
    """Keys of two parts together: one almost right beside how the other opens."""
    for near, beside in ((one, other), (other, one)):
        sounds = _opening_sounds(beside)
        for form in deletions(near):
            yield from (digest("near", form, sound) for sound in sounds)
    for first, second in _in_order(_sounds(one), _sounds(other)):
        yield digest("sound", first, second)


def _sounds(part: str) -> set[str]:
    return {phonetic(form) for form in (part, *nickname_groups(part))}


def _opening_sounds(part: str) -> set[str]:
    return {leading_sound(form) for form in (part, *nickname_groups(part))}


def _in_order(left: Iterable[str], right: Iterable[str]) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a in left for b in right}


def _street_name(street: str) -> str:
    """The street's name run together, without its kind where something is left."""
    words = street.split()
    return "".join(words[:-1] if len(words) > 1 else words)


def _postcode(postcode: str, address: str) -> str:
    return normalise_postcode(postcode) or postcode_in(address)


def _days_as_typed(day: date) -> set[str]:
    """The date, and the one meant if day and month were exchanged."""
    days = {day.isoformat()}
    if day.day <= MONTHS:
        days.add(date(day.year, day.day, day.month).isoformat())
    return days

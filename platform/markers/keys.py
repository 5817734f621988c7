"""By which keys is an entry found, and which keys does a search ask for?

A key is a 64-bit digest compared by equality alone: trigram and LIKE operators cannot
use an index under row-level security, and a digest keeps names out of a second table.
Likeness is made equal beforehand: an entry writes, and a search asks for, the same
derived values (a name with one letter missing, how it opens, its nickname's group).
Keys only propose candidates. `markers.matching` decides.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from markers.facts import MarkerContent, Terms
from markers.names import (
    leading_sound,
    name_parts,
    nickname_groups,
    phonetic,
)
from markers.place_keys import (
    EVERYWHERE,
    NO_POSTCODE,
    NO_UPRN,
    UNDATED,
    digest,
    place_keys,
    postcode_of,
    premises_keys,
    slips,
    without_slip,
)
from markers.places import normalise_uprn
from tenants.codes import Follows


__all__ = ["entry_keys", "person_keys", "premises_keys", "search_keys"]


MONTHS = 12

# An initial that may stand for either sound: Colin or Cecil, Graham or Gerald.
EITHER_SOUND = {"c": "ks", "g": "kj"}


def entry_keys(content: MarkerContent) -> set[int]:
    """Every key an entry is found by, as far as it follows the person or the place."""
    code = postcode_of(content.postcode, content.address)
    keys = place_keys(content)
    for place in content.elsewhere:
        keys |= place_keys(place)
    if content.follows == Follows.PREMISES:
        return keys
    born = content.date_of_birth
    lacking = _lacking(born=born, postcode=code, uprn=normalise_uprn(content.uprn))
    for name in (content.name, *content.aliases):
        keys |= person_keys(
            name=name, date_of_birth=born, postcode=code, lacking=lacking
        )
    if code:
        keys.add(digest("postcode", code))
    return keys


def search_keys(terms: Terms) -> list[int]:
    """The keys a check looks up: all of the place's and all of the person's.

    A name alone is looked for in every likeness. Beside a date of birth or a place,
    which agree or disagree by themselves, only its own forms are, and every likeness
    among the entries that lack the very thing given and so cannot disagree.
    """
    code = postcode_of(terms.postcode, terms.address)
    keys = premises_keys(
        uprn=terms.uprn,
        postcode=terms.postcode,
        building=terms.building,
        address=terms.address,
        among=(NO_POSTCODE,) if code else (EVERYWHERE,),
    )
    born = terms.date_of_birth
    if terms.name:
        parts = name_parts(terms.name)
        keys |= {*_familiar(parts), *_beside(parts, born=born, postcode=code)}
        among = _among(born=born, postcode=code, uprn=normalise_uprn(terms.uprn))
        keys |= {*_pairs(parts, among=among), *_asked_alone(parts, among=among)}
        if code:
            keys.add(digest("postcode", code))
    if born:
        keys |= {digest("born", day) for day in _days_as_typed(born)}
    return sorted(keys)


def person_keys(
    *,
    name: str,
    date_of_birth: date | None,
    postcode: str = "",
    lacking: tuple[str, ...] = (EVERYWHERE,),
) -> set[int]:
    """What an entry writes for one of a person's names, and the date of birth.

    `lacking` names the groups of entries in which every likeness is looked for.
    """
    parts = name_parts(name)
    keys = {*_familiar(parts), *_beside(parts, born=date_of_birth, postcode=postcode)}
    for among in lacking:
        keys |= {*_pairs(parts, among=among), *_written_alone(parts, among=among)}
    if date_of_birth:
        keys.add(digest("born", date_of_birth.isoformat()))
    return keys


def _lacking(*, born: date | None, postcode: str, uprn: str) -> tuple[str, ...]:
    """The groups an entry belongs to: every one, and those that lack this or that."""
    held = {UNDATED: born, NO_POSTCODE: postcode, NO_UPRN: uprn}
    return (EVERYWHERE, *(group for group, value in held.items() if not value))


def _among(*, born: date | None, postcode: str, uprn: str) -> str:
    """The entries among which every likeness of a name is worth a look."""
    given = {NO_POSTCODE: postcode, NO_UPRN: uprn, UNDATED: born}
    return next((group for group, value in given.items() if value), EVERYWHERE)


def _familiar(parts: tuple[str, ...]) -> Iterator[int]:
    """Every two parts of a name, each as its nickname's group, in no order."""
    for one, other in combinations(parts, 2):
        for first, second in _in_order(_forms(one), _forms(other)):
            yield digest("familiar", first, second)


def _beside(
    parts: tuple[str, ...], *, born: date | None, postcode: str
) -> Iterator[int]:
    """How a name opens or a part of it sounds, beside a date or a postcode with at most
    one slip in it."""
    openings = {
        "|".join(pair)
        for one, other in combinations(parts, 2)
        for pair in _in_order(_opening_sounds(one), _opening_sounds(other))
    }
    if postcode:
        for opens in openings:
            yield from slips(postcode, "beside", "postcode", opens)
    if born:
        day = f"{born:%d%m%Y}"
        for sound in openings.union(*(_sounds(part) for part in parts)):
            yield from slips(day, "beside", "born", sound)


def _pairs(parts: tuple[str, ...], *, among: str) -> Iterator[int]:
    """Keys of every two parts of a name, so that order and middle names fall away."""
    for one, other in combinations(parts, 2):
        yield from _pair_keys(one, other, among)


def _written_alone(parts: tuple[str, ...], *, among: str) -> Iterator[int]:
    if len(parts) == 1:
        yield from slips(parts[0], "only-part", among)
    else:
        yield from (digest("a-part", among, part) for part in parts)


def _asked_alone(parts: tuple[str, ...], *, among: str) -> Iterator[int]:
    """One part typed finds it in any name; several find an entry that holds one."""
    if len(parts) == 1:
        yield digest("a-part", among, parts[0])
        yield from slips(parts[0], "only-part", among)
    else:
        yield from (without_slip(part, "only-part", among) for part in parts)


def _pair_keys(one: str, other: str, among: str) -> Iterator[int]:
    """Keys of two parts together: one almost right beside how the other opens."""
    for near, beside in ((one, other), (other, one)):
        for sound in _opening_sounds(beside):
            yield from slips(near, "near", among, sound)
    for first, second in _in_order(_sounds(one), _sounds(other)):
        yield digest("sound", among, first, second)


def _forms(part: str) -> tuple[str, ...]:
    return nickname_groups(part) or (part,)


@lru_cache(maxsize=65536)
def _sounds(part: str) -> frozenset[str]:
    return frozenset(phonetic(form) for form in (part, *nickname_groups(part)))


@lru_cache(maxsize=65536)
def _opening_sounds(part: str) -> frozenset[str]:
    if part in EITHER_SOUND:
        return frozenset(EITHER_SOUND[part])
    return frozenset(leading_sound(form) for form in (part, *nickname_groups(part)))


def _in_order(left: Iterable[str], right: Iterable[str]) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a in left for b in right}


def _days_as_typed(day: date) -> set[str]:
    """The date, and the one meant if day and month were exchanged."""
    days = {day.isoformat()}
    if day.day <= MONTHS:
        days.add(date(day.year, day.day, day.month).isoformat())
    return days

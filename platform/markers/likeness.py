"""Could these be one person's name?"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from markers.names import phonetic, same_nickname


type Parts = tuple[str, ...]

SAME = 1.0
FAMILIAR = 0.96
ONE_SLIP = 0.92
TWO_SLIPS = 0.86
INITIAL = 0.82
SOUNDS_ALIKE = 0.82
WEAK = 0.74

ALL_CLOSE = 0.8
BOTH_LOOSE = 0.74
ONE_FIRM = 0.92
OTHER_LOOSE = 0.62
SOUND_ALIKE_WINKLER = 0.75
WINKLER_DISCOUNT = 0.15

SHORT, LONG = 4, 7


class NameFit(IntEnum):
    """How two names compare, from nothing in common to the same parts."""

    NONE = 0
    LOOSE = 1
    CLOSE = 2
    FAMILIAR = 3
    EXACT = 4


def compare_names(parts: Parts, names: Sequence[str]) -> NameFit:
    """The best fit of what was typed with any of the names held (name and aliases)."""
    if not parts:
        return NameFit.NONE
    if len(names) == 1:
        return _fit(parts, _parts(names[0]))
    return max((_fit(parts, _parts(name)) for name in names), default=NameFit.NONE)


def name_score(parts: Parts, names: Sequence[str]) -> float:
    """The mean likeness of the parts in the best fitting name, 0 to 1."""
    return max((_mean(parts, _parts(name)) for name in names), default=0.0)


def _parts(form: str) -> Parts:
    """The parts of a name that is held in its compared form."""
    return tuple(form.split())


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How alike two parts of a name are, 0 to 1.

    1 equal, 0.96 forms of one name, then by slips of the pen (fewer letters forgive
    fewer slips), an initial, and sound.
    """
    if one == other:
        return SAME
    if same_nickname(one, other):
        return FAMILIAR
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    longest = max(len(one), len(other))
    slips = OSA.distance(one, other, score_cutoff=2)
    winkler = JaroWinkler.similarity(one, other)
    alike = phonetic(one) == phonetic(other) and winkler >= SOUND_ALIKE_WINKLER
    sound = SOUNDS_ALIKE if alike else 0.0
    if slips == 1:
        return max(sound, ONE_SLIP if longest >= SHORT else INITIAL)
    if slips == 2:
        return max(sound, _two_slips(longest, winkler))
    return max(sound, winkler - WINKLER_DISCOUNT)


def _two_slips(longest: int, winkler: float) -> float:
    if longest >= LONG:
        return TWO_SLIPS
    return WEAK if longest > SHORT else max(0.0, winkler - WINKLER_DISCOUNT)


def _fit(asked: Parts, held: Parts) -> NameFit:
    likenesses = _assign(asked, held)
    if not likenesses:
        return NameFit.NONE
    if len(likenesses) == 1:
        return _fit_alone(likenesses[0], both_alone=len(asked) == len(held))
    if likenesses[-1] >= FAMILIAR:
        whole = len(asked) == len(held) and likenesses[-1] == SAME
        return NameFit.EXACT if whole else NameFit.FAMILIAR
    if likenesses[-1] >= ALL_CLOSE:
        return NameFit.CLOSE
    firm = likenesses[0] >= ONE_FIRM and likenesses[-1] >= OTHER_LOOSE
    middle_differs = len(likenesses) > 2 and likenesses[-2] >= FAMILIAR
    if firm or middle_differs or likenesses[-1] >= BOTH_LOOSE:
        return NameFit.LOOSE
    return NameFit.NONE


def _fit_alone(value: float, *, both_alone: bool) -> NameFit:
    """One part in common is a whole name only where that is all either has."""
    if value >= FAMILIAR:
        return NameFit.CLOSE if both_alone else NameFit.LOOSE
    return NameFit.LOOSE if both_alone and value >= ALL_CLOSE else NameFit.NONE


def _mean(asked: Parts, held: Parts) -> float:
    likenesses = _assign(asked, held)
    if not likenesses:
        return 0.0
    # A part left over (a middle name) costs a little, so the fuller fit comes first.
    spare = abs(len(asked) - len(held))
    return sum(likenesses) / len(likenesses) - 0.01 * spare


@lru_cache(maxsize=8192)
def _assign(asked: Parts, held: Parts) -> tuple[float, ...]:
    """Likenesses of the parts paired off best first, whatever their order."""
    pairs = [
        (SAME if one == other else likeness(one, other), -i, -j)
        for i, one in enumerate(asked)
        for j, other in enumerate(held)
    ]
    pairs.sort(reverse=True)
    taken_asked: set[int] = set()
    taken_held: set[int] = set()
    chosen = []
    for value, i, j in pairs:
        if i not in taken_asked and j not in taken_held:
            taken_asked.add(i)
            taken_held.add(j)
            chosen.append(value)
    return tuple(chosen)

"""Which small numbers may not be published, and which others would give them away?

A number from one to four may point to somebody, so it is told as “fewer than 5”. Where a
total is published beside its parts, one hidden part could be worked out from the rest:
then the next smallest is hidden too, until more than one answer fits, or the total goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass


SMALLEST = 5
FEWER = "fewer than 5"
HIDDEN = "not told, because it would give a small number away"


@dataclass(frozen=True, slots=True)
class Told:
    """Parts and their total in words; nothing exact where it may not be."""

    parts: Mapping[str, str]
    total: str


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST


def alone(number: int) -> str:
    """One number that stands by itself."""
    return FEWER if is_small(number) else f"{number:,}"


def suppressed(parts: Mapping[str, int]) -> Told:
    """A table of parts with their total, as it may be published."""
    total = sum(parts.values())
    small = {name for name, number in parts.items() if is_small(number)}
    if is_small(total):
        return Told(dict.fromkeys(parts, HIDDEN), FEWER)
    hidden = set(small)
    while hidden and _given_away(hidden, parts):
        more = [name for name in parts if name not in hidden and parts[name]]
        if not more:
            told = {name: _word(name, parts, hidden, small) for name in parts}
            return Told(told, HIDDEN)
        hidden.add(min(more, key=lambda name: (parts[name], name)))
    told = {name: _word(name, parts, hidden, small) for name in parts}
    return Told(told, f"{total:,}")


def _given_away(hidden: set[str], parts: Mapping[str, int]) -> bool:
    """Whether the sum of what is hidden, which anybody can work out, leaves only one
    answer for a small number."""
    if len(hidden) == 1:
        return True
    if any(not is_small(parts[name]) for name in hidden):
        return False
    rest = sum(parts[name] for name in hidden)
    return rest in {len(hidden), (SMALLEST - 1) * len(hidden)}


def _word(
    name: str, parts: Mapping[str, int], hidden: set[str], small: set[str]
) -> str:
    if name in small:
        return FEWER
    return HIDDEN if name in hidden else f"{parts[name]:,}"

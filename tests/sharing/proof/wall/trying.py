"""Which mutants does a judge not notice?"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import psycopg
from django.db import Error

from tests.sharing.proof.wall.guards import (
    CannotBeWritten,
    Guard,
    written_otherwise,
)


# Gives what it found wrong, or None.
type Judge = Callable[[Guard], object | None]


@dataclass
class Found:
    """How many of each kind were made, of which guards, and what was not noticed."""

    made: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    killed: int = 0
    survivors: Counter[str] = field(default_factory=Counter)


def try_all(guards: Iterable[Guard], judge: Judge) -> Found:
    found = Found()
    for guard in guards:
        for mutant in guard.mutants():
            try:
                with written_otherwise(guard, mutant):
                    noticed = _judged(judge, guard)
            except CannotBeWritten:
                continue
            found.made[mutant.kind] += 1
            found.of[str(guard)] += 1
            if noticed is None:
                found.survivors[f"{guard}: {mutant}"] += 1
            else:
                found.killed += 1
    return found


def _judged(judge: Judge, guard: Guard) -> object | None:
    """A fault is noticed as well as a wrong answer is."""
    try:
        return judge(guard)
    except (Error, psycopg.Error) as error:
        return error


def named(survivors: Iterable[str]) -> str:
    return "Not noticed:\n" + "\n".join(sorted(survivors))

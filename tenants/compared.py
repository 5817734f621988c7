"""What was compared, and what differs? The answer of every nightly comparison.

Rows in the shared floor are written in the same transaction as the organisation's own;
comparing them should find nothing. Ids and kinds only, nothing personal.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that does not say what it should. `what` is a kind, `where` an id."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many rows were looked at, and each that differs."""

    rows: int
    differences: tuple[Difference, ...]

    @classmethod
    def over(cls, rows: int, differences: Iterable[Difference]) -> Self:
        return cls(rows, tuple(differences))

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(self.rows + other.rows, self.differences + other.differences)

    @property
    def kinds(self) -> dict[str, int]:
        return dict(Counter(found.what for found in self.differences))


NOTHING = Compared(0, ())

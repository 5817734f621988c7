"""How much may a viewer see, and what is a stored code?

Import these from `tenants.codes`; they stand apart only to keep files short.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stored code with the words a person reads."""

    _value_: str
    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a form field or a model field, in the order declared."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def codes(cls) -> list[str]:
        """Every stored value, for check constraints."""
        return [member.value for member in cls]


class CodeList(Labelled):
    """A code that leaves the product, so it always travels with its scheme."""

    @property
    def coded(self) -> tuple[str, str, str]:
        """(scheme, version, code), the only form in which a code may be stored
        outside its own column or sent to another system."""
        return (f"heed:{type(self).__name__.lower()}", "1", self.value)


class Level(Labelled):
    """How much a viewer may see. Ordered: what is seen is the least of all limits."""

    SEEK_ADVICE = "SEEK_ADVICE", "Ring the duty desk before you go"
    FLAG = "FLAG", "That there is a marker"
    PRECAUTIONS = "PRECAUTIONS", "What to do and whom to ring"
    CATEGORY = "CATEGORY", "The kind of risk as well"
    SUMMARY = "SUMMARY", "A factual summary as well"
    FULL = "FULL", "Incidents, narrative and evidence"

    @property
    def rank(self) -> int:
        """0 for SEEK_ADVICE up to 5 for FULL."""
        return RANKS[self]

    @classmethod
    def minimum(cls, *levels: "Level | str") -> "Level":
        """The least of the limits that apply; with none at all, SEEK_ADVICE."""
        given = [cls(level) for level in levels]
        return min(given, key=lambda level: level.rank, default=cls.SEEK_ADVICE)

    @classmethod
    def maximum(cls, levels: "Iterable[Level]") -> "Level":
        """The most any one of several roles allows; with none, SEEK_ADVICE."""
        return max(levels, key=lambda level: level.rank, default=cls.SEEK_ADVICE)

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, Level) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, Level) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, Level) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, Level) else NotImplemented


RANKS = {level: rank for rank, level in enumerate(Level)}

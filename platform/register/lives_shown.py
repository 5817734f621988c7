"""What does the quarterly review get to show?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepLine:
    """An entry that falls due. No personal data; `working` tells how the dates came."""

    reference: str
    state_label: str
    category_label: str
    review_on: date
    ends_on: date
    overdue: bool
    is_over: bool
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepOwner:
    name: str
    lines: tuple[SweepLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removals:
    """How many entries ended for one reason."""

    reason: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The quarterly review: all that falls due until a day, by owner."""

    until: date
    owners: tuple[SweepOwner, ...]
    removals: tuple[Removals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of a chart. `percent` is of the chart's longest bar."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A few counts with a title. `first` heads the labels, `counted` the numbers."""

    title: str
    first: str
    counted: str
    bars: tuple[Bar, ...]

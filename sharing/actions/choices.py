"""What does an officer choose on the release page, and what became of it?"""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID


class Choice(NamedTuple):
    """One partner chosen: agreement, activity, level, and why this one needs it.

    Without a reason of its own, the reason given for all is taken.
    """

    agreement_id: UUID
    activity: str
    level: str
    reason: str = ""


class TeamPick(NamedTuple):
    """One own team chosen, how much it sees, and why it needs it."""

    team_id: UUID
    level: str
    reason: str


class EntryPick(NamedTuple):
    """One entry chosen for one partner, how much it sees, and why."""

    reference: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one choice. `reasons` is empty where it was released."""

    agreement_id: UUID | None
    activity: str
    organisation: str
    release_id: UUID | None
    reasons: tuple[str, ...]

    @property
    def released(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOutcome:
    """What became of one entry of several. `reasons` is empty where it was released."""

    reference: str
    reasons: tuple[str, ...]
    release_id: UUID | None = None

    @property
    def released(self) -> bool:
        return not self.reasons

"""What does an officer choose on the release page, and what became of it?"""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID


class Choice(NamedTuple):
    """One partner chosen on the release page: agreement, activity and level."""

    agreement_id: UUID
    activity: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one choice. `reasons` is empty where it was released."""

    agreement_id: UUID
    activity: str
    organisation: str
    release_id: UUID | None
    reasons: tuple[str, ...]

    @property
    def released(self) -> bool:
        return not self.reasons

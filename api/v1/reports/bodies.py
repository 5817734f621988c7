"""What does each step with a report take?"""

from dataclasses import dataclass

from register.facts import Audience, Criteria, Ruling, Tell
from register.states import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What whoever countersigns adds."""

    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why it goes back: what the reporter should add or change."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionBody:
    """A decision with every criterion. `joins` names a live entry to add it to."""

    outcome: Outcome
    criteria: Criteria
    proportionality: str
    audience: tuple[Audience, ...] = ()
    tell: Tell | None = None
    ruling: Ruling | None = None
    joins: str = ""

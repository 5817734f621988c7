"""What does each step in an entry's life take?"""

from dataclasses import dataclass

from register.actions.corrections import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the step is taken."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionBody:
    """What the entry is to say instead, and why. Fields left out stay as they are."""

    correction: Correction
    reason: str

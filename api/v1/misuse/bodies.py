"""What does a call on misuse send, read strictly?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.misuse_states import MisuseKind, MisuseOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBody:
    """What went wrong. `what_happened` names nobody: both sides read it."""

    agreement: UUID
    kind: MisuseKind
    what_happened: str
    aware_at: datetime
    people_affected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneBody:
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionBody:
    tell_ico: bool
    reason: str
    ico_reference: str = ""
    late_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingBody:
    outcome: MisuseOutcome
    reason: str

"""How is an agreement put before somebody who reads it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sharing.facts import AgreementState
from sharing.queries.approvals import Approval
from sharing.queries.misuse import MisuseLine
from sharing.queries.versions import PaperLine, VersionLine
from sharing.states import Side
from sharing.terms import AgreementTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """One agreement in a list, as its newest version stands."""

    id: UUID
    reference: str
    title: str
    version: int
    discloser: str
    recipient: str
    state: AgreementState
    state_label: str
    colour: str
    ends_on: date
    in_force_since: datetime | None
    waiting_for: str
    under_way: str
    stopped: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationLine:
    id: UUID
    activity: str
    activity_label: str
    mode_label: str
    evidence: str
    people: int
    ends_on: date
    approved: Approval | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndemnityLine:
    heads: tuple[str, ...]
    insurer: str
    policy_number: str
    cover_ends_on: date
    signatory_name: str
    signatory_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    at: datetime
    what: str
    who: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage(AgreementRow):
    """One agreement with all that both sides may see of it.

    `seen` is how many things have happened to it: whoever acts says that they read it so.
    """

    my_side: Side
    terms: AgreementTerms
    document_hash: str
    discloser_signature: str
    recipient_signature: str
    indemnity: IndemnityLine | None
    attestations: tuple[AttestationLine, ...]
    portfolio_label: str
    signed_file_hash: str
    arranged: str
    versions: tuple[VersionLine, ...]
    papers: tuple[PaperLine, ...]
    misuse: tuple[MisuseLine, ...]
    why_not: Mapping[str, tuple[str, ...]]
    timeline: tuple[TimelineLine, ...]
    seen: int

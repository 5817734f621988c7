"""What was known when this was decided, and which versions did it rest on?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from sharing.check_rules import in_words
from sharing.edition import edition
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Attestation, Indemnity, Receipt
from sharing.partner_rules import PARTNER_RULES
from sharing.permissions import LONDON
from sharing.queries.replays import Replayed, replay
from sharing.queries.sights import never_left
from sharing.states import LABELS
from tenants.codes import Level, Role
from tenants.models import Organisation, PackVersion


PAGE = 50
QUESTIONS = {
    "CHECK": "Met in a check",
    "RELEASE": "Judged for a release",
    "EXTRACT": "Put in an extract",
}
NEVER_LEFT = "Put in an extract that never left: nobody received it"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One decision, without any of its facts. `never_left_at` is since when it is known
    that the extract it was put in went nowhere."""

    id: UUID
    at: datetime
    question: str
    question_label: str
    owner: str
    recipient: str
    marker: UUID
    permitted: bool
    level: str
    level_label: str
    actor_role: str
    never_left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One rule as it answered then: met, or the sentence with which it refused."""

    rule: str
    meaning: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The receipt as it is stored: ids and codes."""

    edition: str
    agreement: UUID | None
    version: UUID | None
    indemnity: UUID | None
    attestation: UUID | None
    release: UUID | None
    facts: Mapping[str, Any]
    reasons: Mapping[str, str]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """All of one receipt. `rests_on` and `known` are pairs of a name and a value."""

    line: ReceiptLine
    kept: Kept
    rests_on: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]
    level_set_by: tuple[str, ...]
    replayed: Replayed


SETS_A_LEVEL = {
    "agreement_level": "the agreement",
    "release_level": "the release",
    "discloser_level": "the discloser's policy",
    "role_level": "the reader's role",
    "team_level": "the team's release",
    "most_in_a_check": "the most that any check shows",
    "processing_restricted": "a limit on how the entry is used",
}
"""Each limit that the gate names among a permit's terms, in words."""


def receipts_of(
    organisation: UUID,
    *,
    marker: UUID | None = None,
    before: tuple[datetime, UUID] | None = None,
    limit: int = PAGE,
) -> list[ReceiptLine]:
    """Newest first: of this organisation's entries, and of its own permitted checks."""
    mine = Receipt.objects.filter(Q(owner=organisation) | Q(organisation=organisation))
    if marker is not None:
        mine = mine.filter(marker_id=marker)
    if before is not None:
        at, last = before
        mine = mine.filter(Q(decided_at__lt=at) | Q(decided_at=at, id__lt=last))
    return _lines(mine.order_by("-decided_at", "-id")[:limit])


def receipt_for(receipt_id: UUID, *, organisation: UUID) -> ReceiptPage:
    """One receipt with what it rested on, and the decision made again from it.

    Raises:
        NotFound: there is none that this organisation may read.
    """
    receipt = Receipt.objects.filter(pk=receipt_id).first()
    if receipt is None:
        raise NotFound("There is no such receipt.")
    line = _lines([receipt])[0]
    return ReceiptPage(
        line=line,
        kept=_kept(receipt),
        rests_on=tuple(_rests_on(receipt, organisation=organisation)),
        known=tuple(
            (name.replace("_", " ").capitalize(), _in_words(value))
            for name, value in receipt.facts.items()
        ),
        clauses=tuple(
            Clause(
                rule=rule.__name__.replace("_", " ").capitalize(),
                meaning=" ".join((rule.__doc__ or "").split()),
                sentence=receipt.reasons.get(rule.__name__, ""),
            )
            for rule in PARTNER_RULES
        ),
        level_set_by=tuple(
            SETS_A_LEVEL[term] for term in receipt.terms if term in SETS_A_LEVEL
        ),
        replayed=replay(receipt),
    )


def _kept(receipt: Receipt) -> Kept:
    return Kept(
        edition=receipt.edition,
        agreement=receipt.agreement_id,
        version=receipt.version_id,
        indemnity=receipt.indemnity_id,
        attestation=receipt.attestation_id,
        release=receipt.release_id,
        facts=receipt.facts,
        reasons=receipt.reasons,
        terms=tuple(receipt.terms),
    )


def _lines(receipts: Iterable[Receipt]) -> list[ReceiptLine]:
    found = list(receipts)
    parties = {party for one in found for party in (one.owner, one.organisation)}
    names = dict(Organisation.objects.filter(pk__in=parties).values_list("pk", "name"))
    unsent = never_left(Receipt.objects.filter(pk__in=[one.pk for one in found]))
    return [
        ReceiptLine(
            id=one.pk,
            at=one.decided_at,
            question=one.question,
            question_label=NEVER_LEFT if one.pk in unsent else QUESTIONS[one.question],
            never_left_at=unsent.get(one.pk),
            owner=names.get(one.owner, "An organisation that has left"),
            recipient=names.get(one.organisation, "An organisation that has left"),
            marker=one.marker_id,
            permitted=one.permitted,
            level=one.level,
            level_label=Level(one.level).label if one.level else "",
            actor_role=Role(one.actor_role).label if one.actor_role in Role else "",
        )
        for one in found
    ]


def _rests_on(receipt: Receipt, *, organisation: UUID) -> Iterable[tuple[str, str]]:
    """The versions as they were, which nobody has changed since."""
    version = AgreementVersion.objects.filter(pk__in=_ids(receipt.version_id)).first()
    if version is not None:
        yield (
            "Agreement, version",
            f"{version.number}; today: {LABELS[AgreementState(version.state)].lower()}",
        )
        yield "Its document (SHA-256)", version.document_hash
    indemnity = Indemnity.objects.filter(pk__in=_ids(receipt.indemnity_id)).first()
    if indemnity is not None:
        yield "Indemnity", f"{indemnity.insurer}, {indemnity.policy_number}"
        yield "For the document (SHA-256)", indemnity.version_hash
    attestation = Attestation.objects.filter(
        pk__in=_ids(receipt.attestation_id)
    ).first()
    if attestation is not None:
        yield "Attestation", f"until {in_words(attestation.ends_on)}"
    if receipt.owner == organisation:
        yield "Policy pack in force that day", _pack(receipt)
    rules = "those of today" if receipt.edition == edition() else "since replaced"
    yield "Rules, edition", f"{receipt.edition or 'not recorded'}, {rules}"


def _ids(given: UUID | None) -> list[UUID]:
    return [] if given is None else [given]


def _pack(receipt: Receipt) -> str:
    day = receipt.decided_at.astimezone(LONDON).date()
    number = (
        PackVersion.objects.filter(
            organisation=receipt.owner,
            counts_from__lte=day,
            adopted_at__lte=receipt.decided_at,
        )
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"version {number}" if number else "none"


def _in_words(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if value is None or value in ([], ""):
        return "Not known, or none"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(_in_words(item) for item in value)
    try:
        return in_words(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)

"""Which agreements in force stand between invented organisations?"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from infra.bench.world import AT, NEXT_YEAR, TODAY, Register
from markers.models import Marker
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Indemnity,
    PortfolioItem,
    Release,
)
from tenants.models import Organisation


HASH = sha256(b"document").hexdigest()
HEADS = ["CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement in force with all it rests on, not yet written."""

    agreement: Agreement
    version: AgreementVersion
    indemnity: Indemnity
    attestation: Attestation


def agree(disclosers: list[Register], recipient: Organisation) -> None:
    """An agreement in force with each discloser, and ten of its entries released."""
    made = [(r, standing_between(r.organisation.id, recipient.id)) for r in disclosers]
    standings = [standing for _, standing in made]
    owner = "owner"
    Agreement.objects.using(owner).bulk_create(s.agreement for s in standings)
    AgreementVersion.objects.using(owner).bulk_create(s.version for s in standings)
    Indemnity.objects.using(owner).bulk_create(s.indemnity for s in standings)
    Attestation.objects.using(owner).bulk_create(s.attestation for s in standings)
    PortfolioItem.objects.using(owner).bulk_create(
        PortfolioItem(
            **_parties(standing.agreement),
            agreement=standing.agreement,
            kind="UPRN",
            value=register.uprn(number),
        )
        for register, standing in made
        for number in range(20)
    )
    for register, standing in made:
        _release(register, standing.agreement)


def _parties(agreement: Agreement) -> dict[str, UUID]:
    return {"discloser": agreement.discloser, "recipient": agreement.recipient}


def standing_between(discloser: UUID, recipient: UUID) -> Standing:
    parties = {"discloser": discloser, "recipient": recipient}
    agreement = _agreement(parties)
    version = AgreementVersion(
        id=uuid4(),
        agreement=agreement,
        **parties,
        number=1,
        state="IN_FORCE",
        purposes=["repair"],
        categories=["PHYS"],
        activities=["REPAIRS"],
        level="SUMMARY",
        lawful_basis_discloser="uk-gdpr:6(1)(e)",
        lawful_basis_recipient="uk-gdpr:6(1)(c)",
        starts_on=TODAY,
        review_on=NEXT_YEAR,
        ends_on=NEXT_YEAR,
        drafted_at=AT,
        document_hash=HASH,
        discloser_signed_at=AT,
        recipient_signed_at=AT,
        in_force_at=AT,
        in_force_by="bench",
        in_force_reason="All is in place.",
        basis_activity="REPAIRS",
        basis_mode="ENTERS_PREMISES",
    )
    return Standing(
        agreement=agreement,
        version=version,
        indemnity=_indemnity(version, parties),
        attestation=_attestation(agreement, parties),
    )


def _agreement(parties: dict[str, UUID]) -> Agreement:
    return Agreement(
        id=uuid4(),
        **parties,
        reference=uuid4().hex[:12],
        title="Repairs",
        drafted_by="bench",
        drafted_at=AT,
        uprns_without_place=0,
    )


def _indemnity(version: AgreementVersion, parties: dict[str, UUID]) -> Indemnity:
    return Indemnity(
        id=uuid4(),
        version=version,
        agreement_id=version.agreement_id,
        **parties,
        version_hash=HASH,
        heads=HEADS,
        policy_undertaking=True,
        insurer="Mutual",
        policy_number="B-1",
        cover_ends_on=NEXT_YEAR,
        signatory_name="Sign Atory",
        signatory_role="Director",
        signatory_authority="Board minute 3",
        executed_by="bench",
        executed_at=AT,
    )


def _attestation(agreement: Agreement, parties: dict[str, UUID]) -> Attestation:
    return Attestation(
        id=uuid4(),
        agreement=agreement,
        **parties,
        activity="REPAIRS",
        mode="ENTERS_PREMISES",
        evidence="Job sheets",
        people=7,
        starts_on=TODAY,
        ends_on=NEXT_YEAR,
        attested_by="bench",
        attested_at=AT,
        approved_by="bench",
        approved_at=AT,
    )


def _release(register: Register, agreement: Agreement) -> None:
    mine = Marker.objects.using("owner").filter(owner=register.organisation.id)
    Release.objects.using("owner").bulk_create(
        Release(
            marker_id=marker,
            entry_id=entry,
            agreement=agreement,
            owner=agreement.discloser,
            recipient=agreement.recipient,
            activity="REPAIRS",
            mode="ENTERS_PREMISES",
            level="SUMMARY",
            decided_by="bench",
            decided_role="SHARING_OFFICER",
            decided_at=AT,
            reason="They enter this home.",
        )
        for marker, entry in mine.order_by("uprn").values_list("id", "entry_id")[:10]
    )

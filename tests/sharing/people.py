"""Who signs, releases and suspends? Real people in their own organisations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import User
from sharing.actions import agreements, attestations, portfolios
from sharing.actions.portfolios import Property
from sharing.models import AgreementVersion
from sharing.terms import AgreementTerms, IndemnityTerms, Signatory
from tenants.codes import INDEMNITY_HEADS, Role
from tenants.context import in_organisation
from tenants.models import Organisation
from tests.accounts.making import make_person


LONDON = ZoneInfo("Europe/London")
NOW = datetime.now(UTC)
TODAY = NOW.astimezone(LONDON).date()
SIGNATORY = Signatory(name="Ada Quill", role="Director", authority="Scheme, part 3")
HOME = Property(uprn="999111000001", postcode="ZX1 1AA", building="12")


def person(organisation: Organisation, *roles: Role) -> User:
    with in_organisation(organisation):
        return make_person(*roles, password=None, totp_secret=None)


def terms(**changes) -> AgreementTerms:
    return AgreementTerms(
        **{
            "purposes": ("repair",),
            "categories": ("PHYS",),
            "activities": ("REPAIRS",),
            "level": "SUMMARY",
            "lawful_basis_discloser": "uk-gdpr:6(1)(e)",
            "lawful_basis_recipient": "uk-gdpr:6(1)(f)",
            "starts_on": TODAY,
            "review_on": TODAY,
            "ends_on": TODAY + timedelta(days=365),
        }
        | changes
    )


def indemnity(**changes) -> IndemnityTerms:
    return IndemnityTerms(
        **{
            "heads": tuple(sorted(INDEMNITY_HEADS)),
            "policy_undertaking": True,
            "insurer": "Invented Mutual",
            "policy_number": "P-1",
            "cover_ends_on": TODAY,
        }
        | changes
    )


@dataclass(frozen=True)
class Parties:
    """A council and a partner, with whoever may bind each."""

    council: Organisation
    partner: Organisation
    officer: User
    signatory: User

    def here(self, side: str):
        return in_organisation(self.council if side == "council" else self.partner)

    def draft(self, *, at: datetime = NOW, **changes) -> UUID:
        with self.here("council"):
            version = agreements.draft(
                recipient=self.partner.pk,
                title="Repairs",
                terms=terms(**changes),
                by=self.officer,
                at=at,
            )
        return version.agreement_id

    def offer(self, agreement_id: UUID) -> None:
        with self.here("council"):
            agreements.offer(
                agreement_id=agreement_id, signatory=SIGNATORY, by=self.officer, at=NOW
            )

    def accept(self, agreement_id: UUID) -> None:
        with self.here("partner"):
            agreements.accept(
                agreement_id=agreement_id,
                signatory=SIGNATORY,
                by=self.signatory,
                at=NOW,
            )

    def indemnify(self, agreement_id: UUID, *, at: datetime = NOW, **changes) -> None:
        with self.here("partner"):
            agreements.indemnify(
                agreement_id=agreement_id,
                terms=indemnity(**changes),
                signatory=SIGNATORY,
                by=self.signatory,
                at=at,
            )

    def attest(self, agreement_id: UUID, **changes) -> UUID:
        """The partner attests and the council approves."""
        given = {
            "activity": "REPAIRS",
            "mode": "ENTERS_PREMISES",
            "evidence": "Job sheets",
            "people": 7,
            "ends_on": TODAY,
        } | changes
        with self.here("partner"):
            attested = attestations.attest(
                agreement_id=agreement_id, by=self.signatory, at=NOW, **given
            )
        with self.here("council"):
            attestations.approve(attestation_id=attested.pk, by=self.officer, at=NOW)
        return attested.pk

    def put_in_force(self, agreement_id: UUID) -> None:
        with self.here("council"):
            agreements.put_in_force(
                agreement_id=agreement_id,
                reason="All is in place.",
                by=self.officer,
                at=NOW,
            )

    def sign_all(self, *, homes: tuple[Property, ...] = (HOME,), **changes) -> UUID:
        """Everything but putting it in force."""
        agreement_id = self.draft(**changes)
        with self.here("council"):
            portfolios.replace(
                agreement_id=agreement_id, properties=homes, by=self.officer, at=NOW
            )
        self.offer(agreement_id)
        self.accept(agreement_id)
        self.indemnify(agreement_id)
        return agreement_id

    def in_force(self, **changes) -> UUID:
        agreement_id = self.sign_all(**changes)
        self.attest(agreement_id)
        self.put_in_force(agreement_id)
        return agreement_id

    def version(self, agreement_id: UUID, side: str = "council") -> AgreementVersion:
        with self.here(side):
            return AgreementVersion.objects.get(agreement_id=agreement_id)

    def version_of(self, agreement_id: UUID, number: int) -> AgreementVersion:
        with self.here("council"):
            return AgreementVersion.objects.get(
                agreement_id=agreement_id, number=number
            )


def parties(council: Organisation, partner: Organisation) -> Parties:
    return Parties(
        council=council,
        partner=partner,
        officer=person(council, Role.SHARING_OFFICER),
        signatory=person(partner, Role.PARTNER_SIGNATORY),
    )


def yesterday() -> date:
    return TODAY - timedelta(days=1)

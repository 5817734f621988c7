"""How do the invented agreements come to stand where they stand?

Harbour Homes: in force, entries released. Brightfix Repairs: in force until yesterday
by its insurance. Greenways Grounds: signed by both, and refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from infra.demo.entries import Walked
from infra.demo.invented import portfolio
from infra.demo.people import Peopled
from infra.demo.signing import indemnity, signed_by
from sharing.actions import attestations, portfolios, releases
from sharing.actions.agreements import drafting, force, indemnities, signing
from sharing.actions.choices import Choice
from sharing.actions.portfolios import Property
from sharing.errors import Refused
from sharing.models import Attestation
from sharing.terms import AgreementTerms
from tenants.codes import (
    Activity,
    Category,
    ContactMode,
    LawfulBasis,
    Level,
    Purpose,
    Role,
)
from tenants.context import in_organisation


SIGNED_DAYS_AGO = 120
TERM_DAYS = 730
WHY_IN_FORCE = "Their people enter our tenants' homes every day; all is in order."


class NotRefused(RuntimeError):
    """An agreement that must never be in force was put in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What is invented of one agreement. `cover_days` from today, below 0: lapsed."""

    title: str
    activities: tuple[Activity, ...]
    purposes: tuple[Purpose, ...]
    mode: ContactMode
    evidence: str
    people: int
    cover_days: int
    signed_days_ago: int = SIGNED_DAYS_AGO


LANDLORD = Deal(
    title="Warnings for Harbour Homes' neighbourhood officers",
    activities=(Activity.TENANCY_VISITS, Activity.HOUSING_MANAGEMENT),
    purposes=(Purpose.TENANCY_VISIT, Purpose.HOME_VISIT, Purpose.INTERVIEW),
    mode=ContactMode.ENTERS_PREMISES,
    evidence="Job descriptions and the visiting rota, seen on site.",
    people=14,
    cover_days=30,
)
REPAIRS = Deal(
    title="Warnings for Brightfix's engineers",
    activities=(Activity.REPAIRS, Activity.GAS_SAFETY),
    purposes=(Purpose.REPAIR, Purpose.HOME_VISIT),
    mode=ContactMode.ENTERS_PREMISES,
    evidence="The term contract and a week's job sheets.",
    people=22,
    cover_days=-1,
)
GROUNDS = Deal(
    title="Warnings for Greenways' gardeners",
    activities=(Activity.GROUNDS_MAINTENANCE,),
    purposes=(Purpose.REPAIR,),
    mode=ContactMode.CROSSES_BOUNDARY,
    evidence="The grass-cutting rounds.",
    people=9,
    cover_days=200,
    signed_days_ago=20,
)


def sign(
    council: Peopled,
    partner: Peopled,
    deal: Deal,
    *,
    now: datetime,
    homes: list[Property] | None = None,
) -> UUID:
    """Draft, offer, accept, indemnify and attest: all but putting it in force."""
    at = now - timedelta(days=deal.signed_days_ago)
    with in_organisation(council.organisation):
        officer = council.user(Role.SHARING_OFFICER)
        agreement = drafting.draft(
            recipient=partner.organisation.pk,
            title=deal.title,
            terms=agreed_terms(deal, localdate(at)),
            by=officer,
            at=at,
        ).agreement_id
        portfolios.replace(
            agreement_id=agreement,
            properties=_portfolio() if homes is None else homes,
            by=officer,
            at=at,
        )
        signing.offer(
            agreement_id=agreement,
            signatory=signed_by(officer.full_name, "Director of Neighbourhoods"),
            by=officer,
            at=at,
        )
    cover_ends_on = localdate(now) + timedelta(days=deal.cover_days)
    with in_organisation(partner.organisation):
        _answer(partner, agreement, deal, cover_ends_on=cover_ends_on, at=at)
    return agreement


def _answer(
    partner: Peopled,
    agreement: UUID,
    deal: Deal,
    *,
    cover_ends_on: date,
    at: datetime,
) -> None:
    """The partner's signatory accepts, indemnifies and says how the work is done."""
    signatory = partner.user(Role.PARTNER_SIGNATORY)
    signs = signed_by(signatory.full_name, "Operations director")
    signing.accept(agreement_id=agreement, signatory=signs, by=signatory, at=at)
    indemnities.indemnify(
        agreement_id=agreement,
        terms=indemnity(cover_ends_on),
        signatory=signs,
        by=signatory,
        at=at,
    )
    for activity in deal.activities:
        attestations.attest(
            agreement_id=agreement,
            activity=activity.value,
            mode=deal.mode.value,
            evidence=deal.evidence,
            people=deal.people,
            ends_on=localdate(at) + timedelta(days=TERM_DAYS),
            by=signatory,
            at=at,
        )


def put_in_force(
    council: Peopled, agreement_id: UUID, deal: Deal, *, now: datetime
) -> None:
    """The sharing officer approves the work attested and puts it in force."""
    at = now - timedelta(days=deal.signed_days_ago)
    with in_organisation(council.organisation):
        officer = council.user(Role.SHARING_OFFICER)
        for attestation in Attestation.objects.filter(agreement_id=agreement_id):
            attestations.approve(attestation_id=attestation.pk, by=officer, at=at)
        force.put_in_force(
            agreement_id=agreement_id, reason=WHY_IN_FORCE, by=officer, at=at
        )


def see_it_refused(
    council: Peopled, agreement_id: UUID, deal: Deal, *, now: datetime
) -> None:
    """Ask for what can never be. The refusal and its reasons stay on record."""
    try:
        put_in_force(council, agreement_id, deal, now=now)
    except Refused:
        return
    raise NotRefused(deal.title)


def release(
    council: Peopled,
    agreement_id: UUID,
    walked: Iterable[Walked],
    *,
    recipient: str,
    now: datetime,
) -> None:
    """Release each entry that is to be shared, at its level, with a reason."""
    with in_organisation(council.organisation):
        officer = council.user(Role.SHARING_OFFICER)
        for one in walked:
            shared_with, _, level = one.invented.share.partition(":")
            if shared_with != recipient:
                continue
            releases.release(
                entry_reference=one.entry_reference,
                choices=[
                    Choice(
                        agreement_id=agreement_id,
                        activity=activity.value,
                        level=Level(level),
                    )
                    for activity in LANDLORD.activities
                ],
                proportionality="Their officers visit this home alone every month.",
                by=officer,
                at=now - timedelta(days=_released_days_ago(one)),
            )


def _released_days_ago(one: Walked) -> int:
    """The day after the decision, once the agreement stood."""
    return max(min(one.invented.days_ago, SIGNED_DAYS_AGO) - 2, 0)


def agreed_terms(deal: Deal, starts_on: date, **changes: Any) -> AgreementTerms:
    terms = AgreementTerms(
        purposes=tuple(purpose.value for purpose in deal.purposes),
        categories=tuple(
            category.value for category in Category if category != Category.CONTACT
        ),
        activities=tuple(activity.value for activity in deal.activities),
        level=Level.SUMMARY.value,
        lawful_basis_discloser=LawfulBasis.PUBLIC_TASK.value,
        lawful_basis_recipient=LawfulBasis.LEGITIMATE_INTERESTS.value,
        starts_on=starts_on,
        review_on=starts_on + timedelta(days=TERM_DAYS // 2),
        ends_on=starts_on + timedelta(days=TERM_DAYS),
        security_terms="Looked up in Heed only; nothing is copied to another system.",
        onward_terms="Told to nobody but the person who makes the visit.",
        dpia_reference="DPIA-2026-014",
        policy_reference="Cautionary persons policy, version 3",
    )
    return replace(terms, **changes)


def _portfolio() -> list[Property]:
    return [
        Property(uprn=row["uprn"], postcode=row["postcode"], address=row["address"])
        for row in portfolio()
    ]

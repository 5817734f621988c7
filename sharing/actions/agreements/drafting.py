"""What is proposed to a partner?"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.transitions import (
    agreement_of,
    held_versions,
    must_be_as_seen,
    tell,
)
from sharing.errors import Invalid, NotFound, NotNow
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion
from sharing.permissions import allow
from sharing.states import BEFORE_FORCE, Step
from sharing.terms import AgreementTerms
from tenants.codes import OrganisationKind
from tenants.context import current_organisation
from tenants.models import Organisation, Status


@noting_attempts
@transaction.atomic
def draft(
    *,
    recipient: UUID,
    title: str,
    terms: AgreementTerms,
    by: User,
    at: datetime,
    discloser: UUID | None = None,
) -> AgreementVersion:
    """Draft an agreement to disclose to `recipient`.

    `discloser` is this organisation, unless the platform drafts for another. Returns
    the first version; its `agreement_id` names the agreement.
    """
    terms.check()
    giving = _party(discloser or current_organisation().id)
    taking = _party(recipient)
    if giving == taking:
        raise Invalid({"recipient": "Choose another organisation than the discloser."})
    if not title.strip():
        raise Invalid({"title": "Enter what the agreement is about."})
    identifier = uuid4()
    agreement = Agreement(
        id=identifier,
        discloser=giving.id,
        recipient=taking.id,
        reference=f"AG-{identifier.hex[:8].upper()}",
        title=title.strip(),
        drafted_at=at,
    )
    who = allow(Step.DRAFT, agreement=agreement, by=by, at=at)
    agreement.drafted_by = who.person
    Agreement.objects.bulk_create([agreement])
    return _add_version(agreement, number=1, terms=terms, by=who, at=at)


@noting_attempts
@transaction.atomic
def revise(
    *,
    agreement_id: UUID,
    terms: AgreementTerms,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """Draft the next version. The one in force stands until this one replaces it."""
    terms.check()
    agreement = agreement_of(agreement_id)
    who = allow(Step.DRAFT, agreement=agreement, by=by, at=at)
    versions = held_versions(agreement)
    must_be_as_seen(agreement, seen)
    if any(version.state in BEFORE_FORCE for version in versions):
        raise NotNow("A version of this agreement is under way. Finish that one first.")
    last = versions[-1].number if versions else 0
    return _add_version(agreement, number=last + 1, terms=terms, by=who, at=at)


def _party(organisation_id: UUID) -> Organisation:
    organisation: Organisation | None = Organisation.objects.filter(
        pk=organisation_id, status=Status.ACTIVE
    ).first()
    if organisation is None or organisation.kind == OrganisationKind.PLATFORM:
        raise NotFound("There is no such organisation to share with.")
    return organisation


def _add_version(
    agreement: Agreement,
    *,
    number: int,
    terms: AgreementTerms,
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    version = AgreementVersion(
        id=uuid4(),
        agreement=agreement,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        number=number,
        state=AgreementState.DRAFT.value,
        drafted_at=at,
        **_columns(terms),
    )
    AgreementVersion.objects.bulk_create([version])
    tell(version, step=Step.DRAFT, kind=Kind.AGREEMENT_DRAFTED, by=by, at=at)
    return version


def _columns(terms: AgreementTerms) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(terms).items()
    }

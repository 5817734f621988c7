"""Who puts their name to an agreement, who declines, and who gives the indemnity?

The edge has asked for a step-up before it calls any of these.
"""

from dataclasses import fields
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.transitions import agreement_of, locked, move, tell
from sharing.errors import Invalid
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion, Indemnity
from sharing.permissions import allow
from sharing.states import Step
from sharing.terms import (
    AgreementTerms,
    IndemnityTerms,
    Signatory,
    document,
    document_hash,
)
from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")


@transaction.atomic
def offer(
    *, agreement_id: UUID, signatory: Signatory, by: User, at: datetime
) -> AgreementVersion:
    """The discloser signs. From here on the words are fixed."""
    signatory.check()
    agreement = agreement_of(agreement_id)
    who = allow(Step.OFFER, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.OFFER)
    return move(
        version,
        step=Step.OFFER,
        to=AgreementState.OFFERED,
        kind=Kind.AGREEMENT_OFFERED,
        by=who,
        at=at,
        changes={
            "document_hash": document_hash(_text(agreement, version)),
            "discloser_signatory_name": signatory.name,
            "discloser_signatory_role": signatory.role,
            "discloser_signatory_authority": signatory.authority,
            "discloser_signed_at": at,
        },
    )


@transaction.atomic
def accept(
    *, agreement_id: UUID, signatory: Signatory, by: User, at: datetime
) -> AgreementVersion:
    """The recipient signs the same words."""
    signatory.check()
    agreement = agreement_of(agreement_id)
    who = allow(Step.ACCEPT, agreement=agreement, by=by, at=at)
    return move(
        locked(agreement, step=Step.ACCEPT),
        step=Step.ACCEPT,
        to=AgreementState.ACCEPTED,
        kind=Kind.AGREEMENT_ACCEPTED,
        by=who,
        at=at,
        changes={
            "recipient_signatory_name": signatory.name,
            "recipient_signatory_role": signatory.role,
            "recipient_signatory_authority": signatory.authority,
            "recipient_signed_at": at,
        },
    )


@transaction.atomic
def refuse(
    *, agreement_id: UUID, reason: str, by: User, at: datetime
) -> AgreementVersion:
    """Either side declines before it is in force, and says why."""
    return _decline(
        Step.REFUSE, Kind.AGREEMENT_REFUSED, agreement_id, reason=reason, by=by, at=at
    )


@transaction.atomic
def withdraw(
    *, agreement_id: UUID, reason: str, by: User, at: datetime
) -> AgreementVersion:
    """The discloser takes its draft or offer back."""
    return _decline(
        Step.WITHDRAW,
        Kind.AGREEMENT_WITHDRAWN,
        agreement_id,
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def indemnify(
    *,
    agreement_id: UUID,
    terms: IndemnityTerms,
    signatory: Signatory,
    by: User,
    at: datetime,
) -> Indemnity:
    """The recipient's signatory gives the indemnity, or renews the cover behind it."""
    signatory.check()
    terms.check(today=at.astimezone(LONDON).date())
    agreement = agreement_of(agreement_id)
    who = allow(Step.INDEMNIFY, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.INDEMNIFY)
    given = _execute(version, terms, signatory, by=who, at=at)
    if version.state == AgreementState.ACCEPTED:
        move(
            version,
            step=Step.INDEMNIFY,
            to=AgreementState.INDEMNIFIED,
            kind=Kind.AGREEMENT_INDEMNIFIED,
            by=who,
            at=at,
        )
    else:
        tell(
            version,
            step=Step.INDEMNIFY,
            kind=Kind.AGREEMENT_INDEMNIFIED,
            by=who,
            at=at,
            reason="The insurance cover was renewed.",
        )
    return given


def _execute(
    version: AgreementVersion,
    indemnity: IndemnityTerms,
    signatory: Signatory,
    *,
    by: Actor,
    at: datetime,
) -> Indemnity:
    current = Indemnity.objects.filter(version=version, replaced_at__isnull=True)
    current.update(replaced_at=at)
    return Indemnity.objects.create(
        version=version,
        agreement_id=version.agreement_id,
        discloser=version.discloser,
        recipient=version.recipient,
        version_hash=version.document_hash,
        heads=sorted(indemnity.heads),
        policy_undertaking=indemnity.policy_undertaking,
        insurer=indemnity.insurer.strip(),
        policy_number=indemnity.policy_number.strip(),
        cover_ends_on=indemnity.cover_ends_on,
        file_hash=indemnity.file_hash,
        signatory_name=signatory.name,
        signatory_role=signatory.role,
        signatory_authority=signatory.authority,
        executed_by=by.id,
        executed_at=at,
    )


def _decline(
    step: Step, kind: Kind, agreement_id: UUID, *, reason: str, by: User, at: datetime
) -> AgreementVersion:
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    agreement = agreement_of(agreement_id)
    who = allow(step, agreement=agreement, by=by, at=at)
    to = AgreementState.REFUSED if step == Step.REFUSE else AgreementState.WITHDRAWN
    return move(
        locked(agreement, step=step),
        step=step,
        to=to,
        kind=kind,
        by=who,
        at=at,
        reason=reason.strip(),
        changes={"ended_at": at, "ended_reason": reason.strip()},
    )


def _text(agreement: Agreement, version: AgreementVersion) -> str:
    names = dict(
        Organisation.objects.filter(
            pk__in=[agreement.discloser, agreement.recipient]
        ).values_list("pk", "name")
    )
    return document(
        discloser=names[agreement.discloser],
        recipient=names[agreement.recipient],
        title=agreement.title,
        number=version.number,
        terms={
            field.name: getattr(version, field.name) for field in fields(AgreementTerms)
        },
    )

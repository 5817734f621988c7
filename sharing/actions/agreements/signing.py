"""Who puts their name to an agreement, and who declines?

The edge has asked for a step-up before it calls any of these.
"""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import training_months
from audit import outbox
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.transitions import agreement_of, locked, move
from sharing.errors import Invalid, NotAllowed, NotNow
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementVersion
from sharing.permissions import allow
from sharing.states import Step
from sharing.terms import (
    AgreementTerms,
    Signatory,
    document,
    document_hash,
)
from tenants.models import Organisation


DRAW_UP_TASK = "sharing.draw_up"


@noting_attempts
@transaction.atomic
def offer(
    *,
    agreement_id: UUID,
    signatory: Signatory,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """The discloser signs. From here on the words are fixed."""
    signatory.check()
    agreement = agreement_of(agreement_id)
    who = allow(Step.OFFER, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.OFFER, seen=seen)
    _must_be_named(version.discloser_named, signatory)
    _draw_up(version)
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


@noting_attempts
@transaction.atomic
def accept(
    *,
    agreement_id: UUID,
    signatory: Signatory,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """The recipient signs the same words, and briefs its people as often as they say."""
    signatory.check()
    agreement = agreement_of(agreement_id)
    who = allow(Step.ACCEPT, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.ACCEPT, seen=seen)
    _must_be_named(version.recipient_named, signatory)
    _must_brief_as_agreed(version)
    _draw_up(version)
    return move(
        version,
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


@noting_attempts
@transaction.atomic
def refuse(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """Either side declines before it is in force, and says why."""
    return _decline(
        Step.REFUSE,
        Kind.AGREEMENT_REFUSED,
        agreement_id,
        reason=reason,
        by=by,
        at=at,
        seen=seen,
    )


@noting_attempts
@transaction.atomic
def withdraw(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """The discloser takes its draft or offer back."""
    return _decline(
        Step.WITHDRAW,
        Kind.AGREEMENT_WITHDRAWN,
        agreement_id,
        reason=reason,
        by=by,
        at=at,
        seen=seen,
    )


def _decline(
    step: Step,
    kind: Kind,
    agreement_id: UUID,
    *,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None,
) -> AgreementVersion:
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    agreement = agreement_of(agreement_id)
    who = allow(step, agreement=agreement, by=by, at=at)
    to = AgreementState.REFUSED if step == Step.REFUSE else AgreementState.WITHDRAWN
    return move(
        locked(agreement, step=step, seen=seen),
        step=step,
        to=to,
        kind=kind,
        by=who,
        at=at,
        reason=reason.strip(),
        changes={"ended_at": at, "ended_reason": reason.strip()},
    )


def _must_be_named(named: str, signatory: Signatory) -> None:
    """Where the words name who signs, nobody else can."""
    if named and _plain(named) != _plain(signatory.name):
        raise NotAllowed(
            f"This version names {named} as signatory. Ask them to sign, or have a "
            "version drafted that names you."
        )


def _must_brief_as_agreed(version: AgreementVersion) -> None:
    """A briefing counts as long as the recipient's own pack says: no longer than this."""
    ours = training_months()
    if ours > version.training_months:
        raise NotNow(
            f"Under this agreement a briefing counts {version.training_months} months,"
            f" and in your policy {ours}. Adopt a policy with"
            f" {version.training_months} months first, or ask for other terms."
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _draw_up(version: AgreementVersion) -> None:
    """The PDF with the signatures so far is made by a worker, for both sides."""
    outbox.post(
        task=DRAW_UP_TASK,
        organisation=version.discloser,
        arguments={"version_id": str(version.pk)},
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

"""How is an agreement suspended, taken up again, and ended?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actors import Actor, system
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.transitions import (
    agreement_of,
    locked,
    move,
    must_have_no_open_case,
    tell,
)
from sharing.errors import Invalid, NotAllowed, NotNow, Refused
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import allow
from sharing.queries.against_steps import against_lifting
from sharing.states import Step
from tenants.clocks import civil_date
from tenants.context import current_organisation


RECALL_TASK = "sharing.recall_agreement"


@noting_attempts
@transaction.atomic
def suspend(
    *, agreement_id: UUID, reason: str, by: User, at: datetime
) -> AgreementVersion:
    """Stop every answer under this agreement from the next query on."""
    said = _said(reason)
    agreement = agreement_of(agreement_id)
    who = allow(Step.SUSPEND, agreement=agreement, by=by, at=at)
    return _suspend(locked(agreement, step=Step.SUSPEND), reason=said, by=who, at=at)


@noting_attempts
@transaction.atomic
def clear_suspension(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """Whoever suspended says that the cause is gone. Answers still stop."""
    said = _said(reason)
    agreement = agreement_of(agreement_id)
    who = allow(Step.CLEAR_SUSPENSION, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.CLEAR_SUSPENSION, seen=seen)
    if version.suspended_by != current_organisation().id:
        raise NotAllowed("Only the organisation that suspended it can clear it.")
    if version.suspension_cleared_at is not None:
        raise NotNow("This suspension is cleared already.")
    must_have_no_open_case(agreement_id, before="anything is cleared")
    version.suspension_cleared_at = at
    AgreementVersion.objects.filter(pk=version.pk).update(suspension_cleared_at=at)
    tell(
        version,
        step=Step.CLEAR_SUSPENSION,
        kind=Kind.SUSPENSION_CLEARED,
        by=who,
        at=at,
        reason=said,
    )
    return version


@noting_attempts
@transaction.atomic
def lift_suspension(
    *,
    agreement_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> AgreementVersion:
    """The discloser's sharing officer alone, once the suspension is cleared.

    Raises:
        NotNow, Refused: with everything that stands against it, and what repairs each.
    """
    said = _said(reason)
    agreement = agreement_of(agreement_id)
    who = allow(Step.LIFT_SUSPENSION, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.LIFT_SUSPENSION, seen=seen)
    against = against_lifting(version, today=civil_date(at))
    if against.refused:
        raise Refused(*against.sentences)
    if against.waits:
        raise NotNow(*against.waits)
    return move(
        version,
        step=Step.LIFT_SUSPENSION,
        to=AgreementState.IN_FORCE,
        kind=Kind.SUSPENSION_LIFTED,
        by=who,
        at=at,
        reason=said,
        changes={
            "suspended_by": None,
            "suspended_at": None,
            "suspension_reason": "",
            "suspension_cleared_at": None,
        },
    )


@noting_attempts
@transaction.atomic
def terminate(
    *, agreement_id: UUID, reason: str, by: User, at: datetime
) -> AgreementVersion:
    """Either side ends it. What was released is recalled."""
    said = _said(reason)
    agreement = agreement_of(agreement_id)
    who = allow(Step.TERMINATE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.TERMINATE)
    return _end(version, to=AgreementState.TERMINATED, reason=said, by=who, at=at)


@transaction.atomic
def expire(*, agreement_id: UUID, at: datetime) -> AgreementVersion:
    """Record that its last day has passed. Its answers stopped with that day."""
    agreement = agreement_of(agreement_id)
    version = locked(agreement, step=Step.EXPIRE)
    if version.ends_on >= civil_date(at):
        raise NotNow("This agreement has not reached its end.")
    return _end(
        version,
        to=AgreementState.EXPIRED,
        reason=f"It ended on {version.ends_on:%-d %B %Y}.",
        by=_clock(),
        at=at,
    )


@transaction.atomic
def suspend_lapsed(
    *, agreement_id: UUID, reason: str, at: datetime
) -> AgreementVersion:
    """Record that cover or every attestation has run out. Answers stopped by the date."""
    version = locked(agreement_of(agreement_id), step=Step.SUSPEND)
    return _suspend(version, reason=reason, by=_clock(), at=at)


def suspend_for_misuse(
    version: AgreementVersion, *, reason: str, by: Actor, at: datetime
) -> AgreementVersion:
    """Stop a version in force that is held, as part of opening a misuse case.

    Whoever may report may stop: the case itself says who they are.
    """
    return _suspend(version, reason=reason, by=by, at=at)


def _suspend(
    version: AgreementVersion, *, reason: str, by: Actor, at: datetime
) -> AgreementVersion:
    return move(
        version,
        step=Step.SUSPEND,
        to=AgreementState.SUSPENDED,
        kind=Kind.AGREEMENT_SUSPENDED,
        by=by,
        at=at,
        reason=reason,
        changes={
            "suspended_by": current_organisation().id,
            "suspended_at": at,
            "suspension_reason": reason,
            "suspension_cleared_at": None,
        },
    )


def _end(
    version: AgreementVersion,
    *,
    to: AgreementState,
    reason: str,
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    ended = to == AgreementState.TERMINATED
    move(
        version,
        step=Step.TERMINATE if ended else Step.EXPIRE,
        to=to,
        kind=Kind.AGREEMENT_TERMINATED if ended else Kind.AGREEMENT_EXPIRED,
        by=by,
        at=at,
        reason=reason,
        changes={"ended_at": at, "ended_reason": reason},
    )
    # The releases are the discloser's rows, whoever ends the agreement.
    outbox.post(
        task=RECALL_TASK,
        organisation=version.discloser,
        arguments={
            "agreement_id": str(version.agreement_id),
            "reason": to.value.lower(),
        },
    )
    return version


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    return reason.strip()


def _clock() -> Actor:
    return system("sharing.schedule", organisation=current_organisation().id)

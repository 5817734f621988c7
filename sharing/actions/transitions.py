"""How does a version of an agreement move from one state to the next?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.telling import owe_telling
from sharing.errors import Changed, NotFound, NotNow
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementEvent, AgreementVersion, MisuseCase
from sharing.states import LABELS, STARTS_FROM, TRANSITIONS, Step
from tenants.context import current_organisation


def agreement_of(agreement_id: UUID) -> Agreement:
    """The agreement, if this organisation is on one of its sides.

    Raises:
        NotFound: there is none that this organisation may see.
    """
    agreement = Agreement.objects.filter(pk=agreement_id).first()
    if agreement is None:
        raise NotFound("There is no such agreement.")
    return agreement


def locked(
    agreement: Agreement, *, step: Step, seen: int | None = None
) -> AgreementVersion:
    """The newest version this step can start from, held until the transaction ends.

    Every version of the agreement is held with it, so that two steps that start from
    different versions are taken one after the other as well.
    `seen` is how many things had happened when whoever acts read the agreement.

    Raises:
        Changed: something has happened since, so that it may not be what they read.
        NotNow: no version stands where the step starts.
    """
    versions = held_versions(agreement)
    must_be_as_seen(agreement, seen)
    fitting = [each for each in versions if each.state in STARTS_FROM[step]]
    if fitting:
        return fitting[-1]
    where = (
        LABELS[AgreementState(versions[-1].state)].lower()
        if versions
        else "not drafted"
    )
    raise NotNow(f"This agreement is {where}, so this step cannot be taken now.")


def held_versions(agreement: Agreement) -> list[AgreementVersion]:
    """All versions, oldest first, as they are once nobody else is changing any.

    Read by the agreement alone and always in this order: asked by state, a version that
    was waited for and has moved on meanwhile would be missed, and its successor too.
    """
    versions = AgreementVersion.objects.select_for_update().filter(agreement=agreement)
    return list(versions.order_by("number"))


def must_be_as_seen(agreement: Agreement, seen: int | None) -> None:
    """Raise Changed where more has happened than whoever acts has read."""
    if seen is None:
        return
    if AgreementEvent.objects.filter(agreement_id=agreement.pk).count() != seen:
        raise Changed("This agreement changed since you read it. Read it again first.")


def has_open_case(agreement_id: UUID) -> bool:
    """Whether misuse was reported and the case is not closed."""
    cases = MisuseCase.objects.filter(agreement_id=agreement_id)
    return cases.filter(closed_at__isnull=True).exists()


def must_have_no_open_case(agreement_id: UUID, *, before: str) -> None:
    """Raise NotNow where a misuse case is open."""
    if has_open_case(agreement_id):
        raise NotNow(f"A misuse case is open. It is closed before {before}.")


def move(
    version: AgreementVersion,
    *,
    step: Step,
    to: AgreementState,
    kind: Kind,
    by: Actor,
    at: datetime,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> AgreementVersion:
    """Change the state, tell both sides, and record it."""
    if to not in TRANSITIONS[AgreementState(version.state)]:
        before, after = LABELS[AgreementState(version.state)], LABELS[to]
        raise NotNow(f"An agreement cannot go from “{before}” to “{after}”.")
    changed = {"state": to.value, **(changes or {})}
    for name, value in changed.items():
        setattr(version, name, value)
    # A plain update: what comes back is not read, since after some steps the one who
    # took it may no longer change the row.
    AgreementVersion.objects.filter(pk=version.pk).update(**changed)
    tell(version, step=step, kind=kind, by=by, at=at, reason=reason)
    return version


def tell(
    version: AgreementVersion,
    *,
    step: Step,
    kind: Kind,
    by: Actor,
    at: datetime,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Put what happened where both sides see it, and in the audit of this one."""
    here = current_organisation().id
    event = _event(version, step, by_organisation=here, by=by, at=at, reason=reason)
    AgreementEvent.objects.bulk_create([event])
    owe_telling(event)
    record(
        kind=kind,
        organisation=here,
        by=by,
        at=at,
        subject=str(version.agreement_id),
        details={
            "version": version.number,
            "state": version.state,
            "discloser": str(version.discloser),
            "recipient": str(version.recipient),
            **(details or {}),
        },
    )


def _event(
    version: AgreementVersion,
    step: Step,
    *,
    by_organisation: UUID,
    by: Actor,
    at: datetime,
    reason: str,
) -> AgreementEvent:
    return AgreementEvent(
        agreement_id=version.agreement_id,
        version_id=version.pk,
        discloser=version.discloser,
        recipient=version.recipient,
        step=step.value,
        state=version.state,
        reason=reason,
        by_organisation=by_organisation,
        by_actor=by.person,
        by_role=by.role,
        at=at,
    )

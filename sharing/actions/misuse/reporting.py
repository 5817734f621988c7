"""What happens in the moment in which somebody reports misuse?

Sharing stops before this returns, the 72 hours begin, each side has its tasks, and what
the recipient was shown is recalled.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.agreements import stopping
from sharing.actions.attempts import noting_attempts
from sharing.actions.misuse.cases import tell_of
from sharing.actions.transitions import agreement_of, locked
from sharing.errors import Invalid
from sharing.facts import AgreementState
from sharing.misuse_states import (
    BREACH,
    TASKS_OF_THE_DISCLOSER,
    TASKS_OF_THE_RECIPIENT,
    MisuseKind,
)
from sharing.models import Agreement, AgreementVersion, MisuseCase, MisuseTask
from sharing.permissions import allow
from sharing.reasons import RecallReason
from sharing.states import Step
from tenants.context import current_organisation


RECALL_TASK = "sharing.recall_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseReport:
    """What somebody says went wrong. `what_happened` names nobody."""

    kind: str
    what_happened: str
    people_affected: int
    aware_at: datetime

    def check(self, *, at: datetime) -> None:
        """Raise Invalid, naming each field that cannot stand."""
        errors = {}
        if self.kind not in MisuseKind:
            errors["kind"] = "Choose what went wrong from the list."
        if not self.what_happened.strip():
            errors["what_happened"] = "Write what happened, without anybody's name."
        if self.people_affected < 0:
            errors["people_affected"] = "Enter how many people it concerns, or 0."
        if self.aware_at > at:
            errors["aware_at"] = "You cannot have become aware of it in the future."
        if errors:
            raise Invalid(errors)


@noting_attempts
@transaction.atomic
def report(
    *, agreement_id: UUID, given: MisuseReport, by: User, at: datetime
) -> MisuseCase:
    """Open a case. An agreement in force is suspended before this returns; one that is
    suspended already is cleared anew once the case is closed."""
    given.check(at=at)
    agreement = agreement_of(agreement_id)
    who = allow(Step.REPORT_MISUSE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.REPORT_MISUSE)
    stops = version.state == AgreementState.IN_FORCE
    case = _open(agreement, given, suspended=stops, by=who, at=at)
    if stops:
        stopping.suspend_for_misuse(
            version, reason=f"Misuse was reported: {case.reference}.", by=who, at=at
        )
    else:
        _clear_no_longer(version)
    tell_of(
        case, version, step=Step.REPORT_MISUSE, kind=Kind.MISUSE_REPORTED, by=who, at=at
    )
    outbox.post(
        task=RECALL_TASK,
        organisation=case.discloser,
        arguments={
            "agreement_id": str(agreement_id),
            "reason": RecallReason.MISUSE.value,
            "cause": f"misuse:{case.pk}",
        },
    )
    return case


def _clear_no_longer(version: AgreementVersion) -> None:
    """Whoever suspended it and said that the cause is gone could not know of this."""
    AgreementVersion.objects.filter(
        pk=version.pk, state=AgreementState.SUSPENDED.value
    ).update(suspension_cleared_at=None)


def _open(
    agreement: Agreement,
    given: MisuseReport,
    *,
    suspended: bool,
    by: Actor,
    at: datetime,
) -> MisuseCase:
    identifier = uuid4()
    case = MisuseCase(
        id=identifier,
        reference=f"MU-{identifier.hex[:8].upper()}",
        agreement_id=agreement.pk,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        kind=given.kind,
        what_happened=given.what_happened.strip(),
        people_affected=given.people_affected,
        aware_at=given.aware_at,
        breach_due_at=given.aware_at + BREACH,
        reported_by_organisation=current_organisation().id,
        reported_by=by.person,
        reported_role=by.role,
        reported_at=at,
        suspended=suspended,
    )
    MisuseCase.objects.bulk_create([case])
    _set_tasks(case, agreement)
    return case


def _set_tasks(case: MisuseCase, agreement: Agreement) -> None:
    """Who does what, counted from when it was known."""
    sides = (
        (agreement.recipient, TASKS_OF_THE_RECIPIENT),
        (agreement.discloser, TASKS_OF_THE_DISCLOSER),
    )
    MisuseTask.objects.bulk_create(
        MisuseTask(
            id=uuid4(),
            case=case,
            discloser=agreement.discloser,
            recipient=agreement.recipient,
            organisation=organisation,
            kind=kind.value,
            due_at=case.aware_at + timedelta(hours=hours),
        )
        for organisation, tasks in sides
        for kind, hours in tasks.items()
    )

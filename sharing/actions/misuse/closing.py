"""How does a misuse case end?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from sharing.actions.agreements import stopping
from sharing.actions.attempts import noting_attempts
from sharing.actions.misuse.cases import open_case, tell_of
from sharing.actions.transitions import agreement_of, locked
from sharing.errors import Invalid, NotNow
from sharing.facts import AgreementState
from sharing.misuse_states import MisuseOutcome
from sharing.models import MisuseCase, MisuseDecision, MisuseTask
from sharing.permissions import allow
from sharing.states import Step


@noting_attempts
@transaction.atomic
def close(
    *,
    case_id: UUID,
    outcome: str,
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> MisuseCase:
    """The discloser's sharing officer says how it ended.

    ENDED ends the agreement with it, and all that was released is recalled. After any
    other outcome whoever suspended clears it, and the sharing officer lifts it.
    """
    agreement = agreement_of(open_case(case_id).agreement_id)
    who = allow(Step.CLOSE_MISUSE, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.CLOSE_MISUSE)
    # Read while it is held: of two who close it at once, the second is told so.
    case = open_case(case_id, seen=seen)
    _may_close(case, outcome, reason)
    case.outcome, case.outcome_reason = outcome, reason.strip()
    case.closed_by, case.closed_at = who.person, at
    MisuseCase.objects.filter(pk=case.pk).update(
        outcome=outcome,
        outcome_reason=case.outcome_reason,
        closed_by=who.person,
        closed_at=at,
    )
    tell_of(
        case, version, step=Step.CLOSE_MISUSE, kind=Kind.MISUSE_CLOSED, by=who, at=at
    )
    if outcome == MisuseOutcome.ENDED and version.state in {
        AgreementState.IN_FORCE,
        AgreementState.SUSPENDED,
    }:
        stopping.terminate(
            agreement_id=case.agreement_id,
            reason=f"Ended after misuse: {case.reference}.",
            by=by,
            at=at,
        )
    return case


def _may_close(case: MisuseCase, outcome: str, reason: str) -> None:
    errors = {}
    if outcome not in MisuseOutcome:
        errors["outcome"] = "Choose how the case ended."
    if not reason.strip():
        errors["reason"] = "Write how it ended and on what grounds."
    if errors:
        raise Invalid(errors)
    waiting = MisuseTask.objects.filter(case=case, done_at__isnull=True)
    if outcome != MisuseOutcome.ENDED and waiting.exists():
        raise NotNow(
            "Some tasks are not done yet. They come before the case is closed."
        )
    if not MisuseDecision.objects.filter(
        case=case, organisation=case.discloser
    ).exists():
        raise NotNow("Decide first whether the ICO is told.")

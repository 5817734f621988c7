"""Which case is open, and how is each thing that happens to it put on record?"""

from datetime import datetime
from uuid import UUID

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.transitions import tell
from sharing.errors import Changed, NotFound, NotNow
from sharing.models import AgreementVersion, MisuseCase
from sharing.queries.misuse import steps_so_far
from sharing.states import Step
from tenants.context import current_organisation


def open_case(case_id: UUID, *, seen: int | None = None) -> MisuseCase:
    """A case of an agreement of ours that is not closed.

    `seen` is how many things had been done about it when whoever acts read it.
    """
    case = MisuseCase.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no such case.")
    if case.closed_at is not None:
        raise NotNow("This case is closed.")
    if seen is not None and steps_so_far(case) != seen:
        raise Changed("This case changed since you read it. Read it again first.")
    return case


def tell_of(
    case: MisuseCase,
    version: AgreementVersion,
    *,
    step: Step,
    kind: Kind,
    by: Actor,
    at: datetime,
) -> None:
    tell(
        version,
        step=step,
        kind=kind,
        by=by,
        at=at,
        reason=f"{case.reference}.",
        details={"case": str(case.pk)},
    )


def record_of(
    case: MisuseCase, kind: Kind, *, by: Actor, at: datetime, **details: object
) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(case.agreement_id),
        details={"case": str(case.pk), **details},
    )

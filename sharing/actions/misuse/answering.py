"""Who does what about a misuse case, and does each side tell the ICO?"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.misuse.cases import open_case, record_of
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow
from sharing.misuse_states import ANSWERERS, DECIDERS
from sharing.models import MisuseCase, MisuseDecision, MisuseTask
from sharing.permissions import acting, reading_roles
from tenants.codes import Role
from tenants.context import current_organisation


@noting_attempts
@transaction.atomic
def finish_task(
    *,
    case_id: UUID,
    task_id: UUID,
    note: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> MisuseTask:
    """Say what was done about one of this side's tasks."""
    if not note.strip():
        raise Invalid({"note": "Write what was done, without anybody's name."})
    case = open_case(case_id, seen=seen)
    roles = reading_roles(by, at) & ANSWERERS
    task = MisuseTask.objects.filter(pk=task_id, case=case).first()
    if task is None:
        raise NotFound("There is no such task.")
    if task.organisation != current_organisation().id or not roles:
        raise NotAllowed("This task is for the other side, or for another role.")
    who = acting(by, min(roles))
    task.note, task.done_by, task.done_at = note.strip(), who.person, at
    waiting = MisuseTask.objects.filter(pk=task.pk, done_at__isnull=True)
    if not waiting.update(note=task.note, done_by=who.person, done_at=at):
        raise NotNow("This task is done already.")
    record_of(case, Kind.MISUSE_TASK_DONE, by=who, at=at, task=task.kind)
    return task


@noting_attempts
@transaction.atomic
def decide_on_ico(
    *,
    case_id: UUID,
    tell_ico: bool,
    reason: str,
    by: User,
    at: datetime,
    ico_reference: str = "",
    late_reason: str = "",
    seen: int | None = None,
) -> MisuseDecision:
    """Whether this side tells the Information Commissioner, and why.

    After the 72 hours the decision says why it is late.
    """
    case = open_case(case_id, seen=seen)
    role = _decides(by, at)
    _check(case, reason, late_reason, at=at)
    here = current_organisation().id
    who = acting(by, role)
    made = MisuseDecision(
        id=uuid4(),
        case=case,
        discloser=case.discloser,
        recipient=case.recipient,
        organisation=here,
        tell=tell_ico,
        reason=reason.strip(),
        ico_reference=ico_reference.strip(),
        late_reason=late_reason.strip(),
        decided_by=who.person,
        decided_role=role.value,
        decided_at=at,
    )
    MisuseDecision.objects.bulk_create([made])
    record_of(case, Kind.MISUSE_DECIDED, by=who, at=at, told=tell_ico)
    return made


def _decides(by: User, at: datetime) -> Role:
    held = reading_roles(by, at)
    role = next((each for each in DECIDERS if each in held), None)
    if role is None:
        raise NotAllowed("The data protection officer decides whether the ICO is told.")
    return role


def _check(case: MisuseCase, reason: str, late_reason: str, *, at: datetime) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = "Write why, either way."
    if at > case.breach_due_at and not late_reason.strip():
        errors["late_reason"] = "72 hours have passed. Write why this comes later."
    if errors:
        raise Invalid(errors)
    here = current_organisation().id
    if MisuseDecision.objects.filter(case=case, organisation=here).exists():
        raise NotNow("Your organisation has decided this already.")

"""Which misuse cases are there, who has done what, and what is still to do?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.permissions import roles_of
from sharing.errors import NotFound
from sharing.misuse_states import (
    ANSWERERS,
    DECIDERS,
    MisuseKind,
    MisuseOutcome,
    MisuseTaskKind,
)
from sharing.models import Agreement, MisuseCase, MisuseDecision, MisuseTask
from sharing.permissions import LONDON, reading_roles
from sharing.queries.wording import names_of
from tenants.codes import OrganisationKind, Role
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseLine:
    """A case in a list. The platform sees no more of it than this."""

    id: UUID
    reference: str
    reported_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseTaskLine:
    id: UUID
    organisation: str
    what: str
    due_at: datetime
    late: bool
    note: str
    done_at: datetime | None
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseDecisionLine:
    organisation: str
    told: bool
    reason: str
    ico_reference: str
    late_reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MisusePage:
    """A case with who does what. `may` names what this person may do about it.

    `seen` is how many things were done about it: whoever acts says they read it so.
    """

    id: UUID
    reference: str
    agreement_id: UUID
    agreement: str
    kind_label: str
    what_happened: str
    people_affected: int
    reported_by: str
    aware_at: datetime
    reported_at: datetime
    breach_due_at: datetime
    breach_late: bool
    tasks: tuple[MisuseTaskLine, ...]
    decisions: tuple[MisuseDecisionLine, ...]
    undecided: tuple[str, ...]
    outcome_label: str
    outcome_reason: str
    closed_at: datetime | None
    may: frozenset[str]
    seen: int


def cases_for(user: User, *, at: datetime) -> list[tuple[UUID, MisuseLine]]:
    """Every case of an agreement of ours, newest first, each with its agreement.

    Raises:
        NotAllowed: the person's roles do not read agreements.
    """
    reading_roles(user, at)
    if current_organisation().kind == OrganisationKind.PLATFORM:
        return []
    found = MisuseCase.objects.order_by("-reported_at", "pk")
    return [(case.agreement_id, _line(case)) for case in found]


def steps_so_far(case: MisuseCase) -> int:
    """How many things were done about a case since it was reported."""
    done = MisuseTask.objects.filter(case=case, done_at__isnull=False).count()
    decided = MisuseDecision.objects.filter(case=case).count()
    return done + decided + (1 if case.closed_at else 0)


def misuse_lines(
    agreement_id: UUID, names: Mapping[UUID, str] | None = None
) -> Iterable[MisuseLine]:
    """The cases of an agreement, newest first: only what every reader may see."""
    del names
    found = MisuseCase.objects.filter(agreement_id=agreement_id)
    for case in found.order_by("-reported_at").only(
        "id", "reference", "agreement_id", "reported_at", "closed_at"
    ):
        yield _line(case)


def _line(case: MisuseCase) -> MisuseLine:
    return MisuseLine(
        id=case.pk,
        reference=case.reference,
        reported_at=case.reported_at,
        closed_at=case.closed_at,
    )


def case_for(user: User, case_id: UUID, *, at: datetime) -> MisusePage:
    """One case of an agreement of ours.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: there is none here, as for the platform, which reads no case.
    """
    roles = reading_roles(user, at)
    if current_organisation().kind == OrganisationKind.PLATFORM:
        raise NotFound("There is no such case.")
    case = MisuseCase.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no such case.")
    names = names_of(case.discloser, case.recipient)
    decisions = list(MisuseDecision.objects.filter(case=case).order_by("decided_at"))
    tasks = list(MisuseTask.objects.filter(case=case).order_by("due_at", "kind"))
    decided = {given.organisation for given in decisions}
    return MisusePage(
        id=case.pk,
        reference=case.reference,
        agreement_id=case.agreement_id,
        agreement=Agreement.objects.get(pk=case.agreement_id).reference,
        kind_label=MisuseKind(case.kind).label,
        what_happened=case.what_happened,
        people_affected=case.people_affected,
        reported_by=names[case.reported_by_organisation],
        aware_at=case.aware_at,
        reported_at=case.reported_at,
        breach_due_at=case.breach_due_at,
        breach_late=case.breach_due_at < at and case.closed_at is None,
        tasks=tuple(_task_line(task, names, at=at) for task in tasks),
        decisions=tuple(_decision_line(given, names) for given in decisions),
        undecided=tuple(name for party, name in names.items() if party not in decided),
        outcome_label=MisuseOutcome(case.outcome).label if case.outcome else "",
        outcome_reason=case.outcome_reason,
        closed_at=case.closed_at,
        may=frozenset(_may(case, roles, decided=decided)),
        seen=steps_so_far(case),
    )


def decides_for(user: User, *, at: datetime) -> Role | None:
    """The role in which this person decides for their side, or None.

    The data protection officer, where there is one; else whoever answers for agreements.
    """
    held = roles_of(user, at.astimezone(LONDON).date())
    return next((role for role in DECIDERS if role in held), None)


def _may(case: MisuseCase, roles: set[Role], *, decided: set[UUID]) -> set[str]:
    here = current_organisation().id
    may: set[str] = set()
    if case.closed_at is None:
        if roles & ANSWERERS:
            may.add("do")
        if here not in decided and roles & set(DECIDERS):
            may.add("decide")
        if here == case.discloser and Role.SHARING_OFFICER in roles:
            may.add("close")
    if here == case.discloser and roles & {
        Role.SHARING_OFFICER,
        Role.DATA_PROTECTION_OFFICER,
    }:
        may.add("claim")
    return may


def _task_line(
    task: MisuseTask, names: Mapping[UUID, str], *, at: datetime
) -> MisuseTaskLine:
    return MisuseTaskLine(
        id=task.pk,
        organisation=names[task.organisation],
        what=MisuseTaskKind(task.kind).label,
        due_at=task.due_at,
        late=task.done_at is None and task.due_at < at,
        note=task.note,
        done_at=task.done_at,
        mine=task.organisation == current_organisation().id,
    )


def _decision_line(
    given: MisuseDecision, names: Mapping[UUID, str]
) -> MisuseDecisionLine:
    return MisuseDecisionLine(
        organisation=names[given.organisation],
        told=given.tell,
        reason=given.reason,
        ico_reference=given.ico_reference,
        late_reason=given.late_reason,
        decided_at=given.decided_at,
    )

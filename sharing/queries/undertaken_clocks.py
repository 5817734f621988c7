"""Which reviews, attestations and misuse tasks have a date that comes soon?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.permissions import holders_of
from sharing.misuse_states import BREACH_HOURS, DECIDERS, MisuseTaskKind
from sharing.models import AgreementVersion, Attestation, MisuseCase, MisuseTask
from tenants.clocks import civil_date, say
from tenants.codes import Activity, Role
from tenants.context import current_organisation
from tenants.due import Clock, DueLine


IN_FORCE = ("IN_FORCE", "SUSPENDED")


def to_review(*, on: date, until: date) -> QuerySet[AgreementVersion]:
    """Agreements that their own words say are reviewed by then, and have not ended."""
    found = AgreementVersion.objects.filter(
        state__in=IN_FORCE, review_on__range=(on, until), discloser=_ours()
    )
    return found.select_related("agreement").order_by("review_on")


def reviews(
    rows: QuerySet[AgreementVersion], *, on: date, until: date
) -> Iterable[DueLine]:
    del on, until
    for version in rows:
        yield DueLine(
            clock=Clock.AGREEMENT,
            key=f"{version.pk}:review",
            reference=str(version.agreement_id),
            what=f"Review agreement {version.agreement.reference}",
            on=version.review_on,
            working=(
                f"Version {version.number} is reviewed on {say(version.review_on)}.",
            ),
            owner=Role.SHARING_OFFICER,
            kind="agreement",
        )


def ending_attestations(*, on: date, until: date) -> QuerySet[Attestation]:
    """Approved activities under a live agreement whose attestation ends by then."""
    del on
    live = AgreementVersion.objects.filter(state__in=IN_FORCE).values("agreement_id")
    found = Attestation.objects.filter(
        agreement__in=live,
        withdrawn_at__isnull=True,
        approved_at__isnull=False,
        ends_on__lte=until,
    )
    return found.select_related("agreement").order_by("ends_on")


def attestations(
    rows: QuerySet[Attestation], *, on: date, until: date
) -> Iterable[DueLine]:
    del on, until
    for given in rows:
        label = Activity(given.activity).label.lower()
        yield DueLine(
            clock=Clock.ATTESTATION,
            key=str(given.pk),
            reference=str(given.agreement_id),
            what=f"Attestation of {label} under {given.agreement.reference} ends",
            on=given.ends_on,
            working=(f"It was attested until {say(given.ends_on)}.",),
            owner=_side(given.discloser),
            kind="agreement",
        )


def open_tasks(*, on: date, until: date) -> QuerySet[MisuseTask]:
    """What our side still has to do about open cases, whoever answers for them."""
    del on, until
    waiting = MisuseTask.objects.filter(
        organisation=_ours(), done_at__isnull=True, case__closed_at__isnull=True
    )
    return waiting.select_related("case").order_by("due_at")


def tasks(rows: QuerySet[MisuseTask], *, on: date, until: date) -> Iterable[DueLine]:
    del on
    for task in rows:
        if civil_date(task.due_at) <= until:
            what, owner = MisuseTaskKind(task.kind).label, _side(task.case.discloser)
            due_on = civil_date(task.due_at)
            yield _of_case(task.case, str(task.pk), what, due_on, owner=owner)


def undecided_cases(*, on: date, until: date) -> QuerySet[MisuseCase]:
    """Cases of which our side has not said whether the regulator is told."""
    del on, until
    undecided = MisuseCase.objects.filter(closed_at__isnull=True).exclude(
        decisions__organisation=_ours()
    )
    return undecided.order_by("breach_due_at")


def breaches(rows: QuerySet[MisuseCase], *, on: date, until: date) -> Iterable[DueLine]:
    """The 72 hours of each, for whoever decides: the data protection officer where
    there is one."""
    decider = next((role for role in DECIDERS if holders_of(role, on).exists()), None)
    for case in rows:
        due_on = civil_date(case.breach_due_at)
        if due_on <= until:
            what = "Decide whether the ICO is told"
            owner = decider or _side(case.discloser)
            yield _of_case(case, f"{case.pk}:ico", what, due_on, owner=owner)


def _of_case(
    case: MisuseCase, key: str, what: str, on: date, *, owner: Role
) -> DueLine:
    return DueLine(
        clock=Clock.MISUSE,
        key=key,
        reference=str(case.pk),
        what=f"{case.reference}: {what[:1].lower()}{what[1:]}",
        on=on,
        working=(
            (
                f"Counted from {say(civil_date(case.aware_at))}, when it was known. A "
                f"breach is told within {BREACH_HOURS} hours."
            ),
        ),
        owner=owner,
        kind="misuse",
    )


def _side(discloser: UUID) -> Role:
    ours = discloser == _ours()
    return Role.SHARING_OFFICER if ours else Role.PARTNER_SIGNATORY


def _ours() -> UUID:
    return UUID(str(current_organisation().id))

"""Which reviews, attestations and misuse tasks have a date that comes soon?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from accounts.permissions import holders_of
from sharing.misuse_states import BREACH_HOURS, DECIDERS, MisuseTaskKind
from sharing.models import AgreementVersion, Attestation, MisuseCase, MisuseTask
from tenants.clocks import civil_date, say
from tenants.codes import Activity, Role
from tenants.context import current_organisation
from tenants.due import Clock, DueLine


IN_FORCE = ("IN_FORCE", "SUSPENDED")


def reviews(*, on: date, until: date) -> Iterable[DueLine]:
    """Agreements that their own words say are reviewed by then, and have not ended."""
    found = AgreementVersion.objects.filter(
        state__in=IN_FORCE, review_on__range=(on, until), discloser=_ours()
    )
    for version in found.select_related("agreement").order_by("review_on"):
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


def attestations(*, on: date, until: date) -> Iterable[DueLine]:
    """Approved activities under a live agreement whose attestation ends by then."""
    del on
    live = AgreementVersion.objects.filter(state__in=IN_FORCE).values("agreement_id")
    found = Attestation.objects.filter(
        agreement__in=live,
        withdrawn_at__isnull=True,
        approved_at__isnull=False,
        ends_on__lte=until,
    )
    for given in found.select_related("agreement").order_by("ends_on"):
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


def misuse(*, on: date, until: date) -> Iterable[DueLine]:
    """What our side still has to do about open cases, and the 72 hours of each.

    The tasks are for whoever answers for the agreement; the 72 hours for whoever
    decides, which is the data protection officer where there is one.
    """
    waiting = MisuseTask.objects.filter(
        organisation=_ours(), done_at__isnull=True, case__closed_at__isnull=True
    )
    for task in waiting.select_related("case").order_by("due_at"):
        due_on = civil_date(task.due_at)
        if due_on <= until:
            what, owner = MisuseTaskKind(task.kind).label, _side(task.case.discloser)
            yield _of_case(task.case, str(task.pk), what, due_on, owner=owner)
    undecided = MisuseCase.objects.filter(closed_at__isnull=True).exclude(
        decisions__organisation=_ours()
    )
    for case in undecided.order_by("breach_due_at"):
        due_on = civil_date(case.breach_due_at)
        if due_on <= until:
            what = "Decide whether the ICO is told"
            yield _of_case(
                case, f"{case.pk}:ico", what, due_on, owner=_decider(case, on=on)
            )


def _decider(case: MisuseCase, *, on: date) -> Role:
    held = (role for role in DECIDERS if holders_of(role, on).exists())
    return next(held, _side(case.discloser))


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

"""How does an agreement come to be nearly due for renewal, and to have had a scare?

Harbour Homes: a misuse case that was put right and closed, a second version offered,
and insurance that ends in a month.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from audit.models import OutboxItem
from infra.demo.partners import LANDLORD, agreed_terms
from infra.demo.people import Peopled
from infra.demo.signing import signed_by
from sharing.actions import misuse
from sharing.actions.agreements import drafting, signing, stopping
from sharing.actions.misuse.reporting import RECALL_TASK
from sharing.misuse_states import MisuseKind, MisuseOutcome
from sharing.models import MisuseTask
from tenants.codes import Role
from tenants.context import in_organisation


SCARE_DAYS_AGO = 60
OFFERED_DAYS_AGO = 3
HOUR = timedelta(hours=1)


def tell(council: Peopled, partner: Peopled, agreement: UUID, *, now: datetime) -> None:
    """The whole story, each step by whoever takes it and when it was taken."""
    have_a_scare(council, partner, agreement, at=now - timedelta(days=SCARE_DAYS_AGO))
    offer_the_next(council, agreement, at=now - timedelta(days=OFFERED_DAYS_AGO))


def have_a_scare(
    council: Peopled, partner: Peopled, agreement: UUID, *, at: datetime
) -> None:
    """A list left on a printer: reported, answered, put right, closed, taken up again."""
    with in_organisation(partner.organisation):
        signatory = partner.user(Role.PARTNER_SIGNATORY)
        case = misuse.report(
            agreement_id=agreement,
            given=misuse.MisuseReport(
                kind=MisuseKind.COPIED.value,
                what_happened="A day's visits with their precautions were printed and "
                "left on the printer at the area office for an afternoon.",
                people_affected=2,
                aware_at=at - 2 * HOUR,
            ),
            by=signatory,
            at=at,
        ).pk
    for side, role in (
        (partner, Role.PARTNER_SIGNATORY),
        (council, Role.SHARING_OFFICER),
    ):
        _answer(side, role, case, at=at + 20 * HOUR)
    _close(council, partner, agreement, case, at=at + 48 * HOUR)


def _answer(side: Peopled, role: Role, case: UUID, *, at: datetime) -> None:
    """One side does its tasks and decides for itself about the ICO."""
    with in_organisation(side.organisation):
        by = side.user(role)
        mine = MisuseTask.objects.filter(
            case_id=case, organisation=side.organisation.pk
        )
        for task in mine.order_by("due_at"):
            misuse.finish_task(
                case_id=case,
                task_id=task.pk,
                note="Done: the sheets were shredded and printing was switched off.",
                by=by,
                at=at,
            )
        misuse.decide_on_ico(
            case_id=case,
            tell_ico=False,
            reason="Only two officers who may see them passed the printer.",
            by=by,
            at=at,
        )


def _close(
    council: Peopled, partner: Peopled, agreement: UUID, case: UUID, *, at: datetime
) -> None:
    reason = "Printing is switched off and everybody was briefed again."
    with in_organisation(council.organisation):
        # Two months ago nothing had been shown yet, so nothing was recalled.
        OutboxItem.objects.filter(task=RECALL_TASK).update(done_at=at)
        officer = council.user(Role.SHARING_OFFICER)
        misuse.close(
            case_id=case,
            outcome=MisuseOutcome.PUT_RIGHT.value,
            reason=reason,
            by=officer,
            at=at,
        )
    with in_organisation(partner.organisation):
        stopping.clear_suspension(
            agreement_id=agreement,
            reason=reason,
            by=partner.user(Role.PARTNER_SIGNATORY),
            at=at + HOUR,
        )
    with in_organisation(council.organisation):
        stopping.lift_suspension(
            agreement_id=agreement, reason=reason, by=officer, at=at + 2 * HOUR
        )


def offer_the_next(council: Peopled, agreement: UUID, *, at: datetime) -> None:
    """A second version, narrower than the first, signed by the council and offered."""
    with in_organisation(council.organisation):
        officer = council.user(Role.SHARING_OFFICER)
        drafting.revise(
            agreement_id=agreement,
            terms=agreed_terms(
                LANDLORD,
                localdate(at) + timedelta(days=30),
                level="CATEGORY",
                recall_days=1,
            ),
            by=officer,
            at=at,
        )
        signing.offer(
            agreement_id=agreement,
            signatory=signed_by(officer.full_name, "Director of Neighbourhoods"),
            by=officer,
            at=at,
        )

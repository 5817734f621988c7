"""How does one portfolio take another's place, at once or with the version it is for?

A portfolio of another kind than what stands was signed for waits: what is in force
governs until another version takes its place, and both change in the same moment.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection

from audit.actions import record
from audit.actors import Actor, system
from audit.kinds import Kind
from sharing.models import Agreement, AgreementVersion, PortfolioChange
from sharing.queries.awaited import arranged_of
from sharing.states import ChangeState
from tenants.codes import Role


TAKE_OUT = """
DELETE FROM public.sharing_portfolioitem item
 WHERE item.agreement_id = %(agreement)s AND NOT EXISTS (
    SELECT 1 FROM public.sharing_portfoliostaged staged
     WHERE staged.change_id = %(change)s AND staged.kind = item.kind
       AND staged.value = item.value)
"""
PUT_IN = """
INSERT INTO public.sharing_portfolioitem (agreement_id, discloser, recipient, kind, value)
SELECT agreement.id, agreement.discloser, agreement.recipient, staged.kind, staged.value
  FROM public.sharing_portfoliostaged staged
  JOIN public.sharing_agreement agreement ON agreement.id = %(agreement)s
 WHERE staged.change_id = %(change)s
ON CONFLICT DO NOTHING
"""


def swap(change: PortfolioChange, *, at: datetime) -> PortfolioChange:
    """Put a change that is held in place of the portfolio there is, in the caller's
    transaction: every check sees all of the old one or all of the new one."""
    agreement = Agreement.objects.select_for_update().get(pk=change.agreement_id)
    # What was looked at last is what holds: nothing older comes over it later.
    forget_waiting(agreement, kind=change.kind, but=change.pk, at=at)
    named = {"agreement": agreement.pk, "change": change.pk}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, named)
        removed = int(cursor.rowcount)
        cursor.execute(PUT_IN, named)
        added = int(cursor.rowcount)
    Agreement.objects.filter(pk=agreement.pk).update(
        portfolio_kind=change.kind,
        wide=change.kind != "UPRNS",
        places_without_uprn=change.without_uprn,
        uprns_without_place=change.without_place,
        portfolio_count=change.homes,
    )
    change.staged.all().delete()
    change.state, change.applied_at = ChangeState.APPLIED.value, at
    change.moved_at = at
    change.save(update_fields=["state", "applied_at", "moved_at"])
    _record(change, added=added, removed=removed, at=at)
    return change


def give_up(
    change: PortfolioChange,
    *,
    at: datetime,
    refusal: str = "",
    by: Actor | None = None,
) -> PortfolioChange:
    """Forget what is staged; `refusal` says why where it is not the officer's wish.
    Without `by` nobody chose it: the clock, or another change, did."""
    change.staged.all().delete()
    state = ChangeState.REFUSED if refusal else ChangeState.ABANDONED
    change.state, change.refusal, change.moved_at = state.value, refusal, at
    change.save(update_fields=["state", "refusal", "moved_at"])
    record(
        kind=Kind.PORTFOLIO_GIVEN_UP,
        organisation=change.discloser,
        by=by or system("sharing.portfolios", organisation=change.discloser),
        at=at,
        subject=str(change.agreement_id),
        details={
            "count": change.homes,
            "kind": change.kind,
            "refused": bool(refusal),
        },
    )
    return change


def forget_waiting(
    agreement: Agreement, *, kind: str, at: datetime, but: UUID | None = None
) -> None:
    """Give up what waits for a version, of a kind that was given anew."""
    for change in arranged_of(agreement.pk).filter(kind=kind).select_for_update():
        if change.pk != but:
            give_up(change, at=at)


def swap_with(version: AgreementVersion, *, at: datetime) -> None:
    """Put in place what waits for a version that is put in force, in the same moment.

    What waits for another kind was meant for a version that never came.
    """
    for change in arranged_of(version.agreement_id).select_for_update():
        if change.kind == version.portfolio_kind:
            swap(change, at=at)
        else:
            give_up(change, at=at)


def officer_of(change: PortfolioChange) -> Actor:
    """Whoever said that it is to be put in place, though a worker or the clock does."""
    return Actor(
        kind="PERSON",
        id=change.applied_by,
        role=Role.SHARING_OFFICER.value,
        organisation=change.discloser,
    )


def _record(change: PortfolioChange, *, added: int, removed: int, at: datetime) -> None:
    record(
        kind=Kind.PORTFOLIO_REPLACED,
        organisation=change.discloser,
        by=officer_of(change),
        at=at,
        subject=str(change.agreement_id),
        details={
            "count": change.homes,
            "kind": change.kind,
            "added": added,
            "removed": removed,
            "left_out": change.findings_count,
        },
    )

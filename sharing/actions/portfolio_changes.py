"""When does a portfolio that was looked at take the place of the one there is?"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from accounts.models import User
from audit import outbox
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from documents import storage
from documents.models import Document
from sharing.actions.portfolio_staging import must_be_of_the_kind_agreed
from sharing.errors import Invalid, NotFound, NotNow
from sharing.models import Agreement, PortfolioChange
from sharing.permissions import require
from sharing.states import ChangeState
from tenants.codes import Role
from tenants.context import current_organisation


APPLY = "sharing.apply_portfolio"
# More than this and a worker does it, so that no page waits.
APPLY_AT_ONCE = 5_000
KEPT = timedelta(days=7)
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


def replace(
    *, change_id: UUID, leave_out: bool, by: User, at: datetime
) -> PortfolioChange:
    """Put the change in place, at once if it is small, else by a worker.

    `leave_out` says that rows with findings may be left out: a home that is left out
    is not searched when the partner checks it.

    Raises:
        NotAllowed, NotFound: it is not this person's to do.
        Invalid: some rows have findings and nobody said to leave them out.
        NotNow: it is not waiting to be looked at, or is of a kind nobody signed for.
    """
    change, at_once = _accept(change_id, leave_out=leave_out, by=by, at=at)
    return apply(change_id=change.pk, at=at) if at_once else change


@transaction.atomic
def _accept(
    change_id: UUID, *, leave_out: bool, by: User, at: datetime
) -> tuple[PortfolioChange, bool]:
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    change = _held(change_id)
    if change.state != ChangeState.READY:
        raise NotNow("This change is not waiting to be looked at.")
    if change.findings_count and not leave_out:
        raise Invalid(
            {
                "leave_out": "Say that the rows with findings are left out, or upload anew."
            }
        )
    if not change.homes:
        raise NotNow("This change names no home, so it cannot replace the portfolio.")
    must_be_of_the_kind_agreed(change.agreement, change.kind)
    change.state, change.applied_by = ChangeState.APPLYING.value, who.person
    change.moved_at = at
    change.save(update_fields=["state", "applied_by", "moved_at"])
    at_once = change.homes <= APPLY_AT_ONCE
    if not at_once:
        outbox.post(
            task=APPLY,
            organisation=change.discloser,
            arguments={"change_id": str(change.pk)},
        )
    return change, at_once


@transaction.atomic
def apply(*, change_id: UUID, at: datetime) -> PortfolioChange:
    """Swap the portfolio in one transaction: every check sees the old or the new one.

    Run twice it changes nothing the second time.
    """
    change = _held(change_id)
    if change.state != ChangeState.APPLYING:
        return change
    agreement = Agreement.objects.select_for_update().get(pk=change.agreement_id)
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


@transaction.atomic
def abandon(*, change_id: UUID, by: User, at: datetime) -> PortfolioChange:
    """Give a change up before it is in place."""
    require(Role.SHARING_OFFICER, by=by, at=at)
    change = _held(change_id)
    if change.state not in {ChangeState.READY, ChangeState.REFUSED}:
        raise NotNow("This change can no longer be given up.")
    return _abandon(change, at=at)


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Give up what nobody came back to for a week, and return how many."""
    old = PortfolioChange.objects.select_for_update().filter(
        discloser=current_organisation().id,
        state__in=[ChangeState.READING.value, ChangeState.READY.value],
        moved_at__lt=at - KEPT,
    )
    return len([_abandon(change, at=at) for change in old])


def forget_upload(*, document_id: UUID) -> None:
    """Remove the uploaded file for good, then the row that named it."""
    document = Document.objects.filter(pk=document_id).first()
    if document is not None:
        storage.remove(document.storage_key)
        document.delete()


def _abandon(change: PortfolioChange, *, at: datetime) -> PortfolioChange:
    change.staged.all().delete()
    change.state, change.moved_at = ChangeState.ABANDONED.value, at
    change.save(update_fields=["state", "moved_at"])
    return change


def _held(change_id: UUID) -> PortfolioChange:
    found = (
        PortfolioChange.objects.select_for_update()
        .filter(pk=change_id, discloser=current_organisation().id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such change of a portfolio.")
    return found


def _record(change: PortfolioChange, *, added: int, removed: int, at: datetime) -> None:
    from_whom = Actor(
        kind="PERSON",
        id=change.applied_by,
        role=Role.SHARING_OFFICER.value,
        organisation=change.discloser,
    )
    record(
        kind=Kind.PORTFOLIO_REPLACED,
        organisation=change.discloser,
        by=from_whom,
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

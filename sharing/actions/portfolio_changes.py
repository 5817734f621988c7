"""When does a portfolio that was looked at take the place of the one there is?"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import outbox
from audit.actions import record
from audit.kinds import Kind
from documents import storage
from documents.models import Document
from sharing.actions.portfolio_staging import is_awaited, must_wait
from sharing.actions.portfolio_swapping import give_up, officer_of, swap
from sharing.actions.transitions import held_versions
from sharing.errors import Invalid, NotFound, NotNow
from sharing.models import PortfolioChange
from sharing.permissions import require
from sharing.queries.awaited import arranged_of
from sharing.states import ChangeState
from tenants.codes import Role
from tenants.context import current_organisation


APPLY = "sharing.apply_portfolio"
# More than this and a worker does it, so that no page waits.
APPLY_AT_ONCE = 5_000
KEPT = timedelta(days=7)
GIVEN_UP_FROM = frozenset(
    {ChangeState.READY, ChangeState.REFUSED, ChangeState.ARRANGED}
)
FORGOTTEN_FROM = (ChangeState.READING, ChangeState.READY, ChangeState.ARRANGED)


def replace(
    *, change_id: UUID, leave_out: bool, by: User, at: datetime
) -> PortfolioChange:
    """Put the change in place, at once if it is small, else by a worker. Of another kind
    than what stands was signed for, it waits for the version that both have signed.

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
    change = _held_with_its_agreement(change_id)
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
    waits = must_wait(change.agreement, change.kind)
    change.state, change.applied_by = ChangeState.APPLYING.value, who.person
    change.moved_at = at
    change.save(update_fields=["state", "applied_by", "moved_at"])
    if waits:
        return _arrange(change, at=at), False
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

    Run twice it changes nothing the second time. Another version may have taken over
    since it was accepted: then it waits, or is refused.
    """
    change = _held_with_its_agreement(change_id)
    if change.state != ChangeState.APPLYING:
        return change
    try:
        waits = must_wait(change.agreement, change.kind)
    except NotNow as refusal:
        return give_up(change, at=at, refusal=str(refusal))
    return _arrange(change, at=at) if waits else swap(change, at=at)


@transaction.atomic
def abandon(*, change_id: UUID, by: User, at: datetime) -> PortfolioChange:
    """Give a change up before it is in place."""
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    change = _held(change_id)
    if change.state not in GIVEN_UP_FROM:
        raise NotNow("This change can no longer be given up.")
    return give_up(change, at=at, by=who)


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Give up what nobody came back to for a week, and return how many.

    What waits for a version is kept while there is one that it waits for.
    """
    old = PortfolioChange.objects.select_for_update().filter(
        discloser=current_organisation().id,
        state__in=[state.value for state in FORGOTTEN_FROM],
        moved_at__lt=at - KEPT,
    )
    return len([give_up(change, at=at) for change in old if not is_awaited(change)])


def forget_upload(*, document_id: UUID) -> None:
    """Remove the uploaded file for good, then the row that named it."""
    document = Document.objects.filter(pk=document_id).first()
    if document is not None:
        storage.remove(document.storage_key)
        document.delete()


def _arrange(change: PortfolioChange, *, at: datetime) -> PortfolioChange:
    """Let it wait for the version that names its kind, in place of what waited before."""
    for other in arranged_of(change.agreement_id).select_for_update():
        give_up(other, at=at)
    change.state, change.moved_at = ChangeState.ARRANGED.value, at
    change.save(update_fields=["state", "moved_at"])
    record(
        kind=Kind.PORTFOLIO_ARRANGED,
        organisation=change.discloser,
        by=officer_of(change),
        at=at,
        subject=str(change.agreement_id),
        details={"count": change.homes, "kind": change.kind},
    )
    return change


def _held_with_its_agreement(change_id: UUID) -> PortfolioChange:
    """The versions first, as every step of an agreement takes them: which kind stands
    cannot change until the portfolio has."""
    found = PortfolioChange.objects.select_related("agreement").filter(pk=change_id)
    for change in found:
        held_versions(change.agreement)
    return _held(change_id)


def _held(change_id: UUID) -> PortfolioChange:
    found = (
        PortfolioChange.objects.select_for_update()
        .filter(pk=change_id, discloser=current_organisation().id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such change of a portfolio.")
    return found

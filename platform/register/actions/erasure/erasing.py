"""How is an entry erased for good, everywhere, and able to go on after a kill?

1. Its erasure begins: it is hidden, can no longer be held, and has its tombstone.
2. The tombstone is written outside the database too.
3. Its files go, in every version. Those that are gone already are no error.
4. Every row goes and the event is written, in one transaction.

Killed anywhere, it is begun again by the next night and does what is left to do.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from audit.models import Tombstone
from documents import outside, storage
from documents.models import Document
from notifications.actions import forget
from register.actions.erasure.reach import (
    Reach,
    delete,
    reach_of_entry,
    reach_of_report,
)
from register.models import Entry, Report
from register.queries.erasure import why_not_yet
from register.refusals import NotFound, Refused
from register.states import EntryState
from tenants.clocks import civil_date
from tenants.context import current_organisation


# The code that a tombstone keeps of why the entry ended.
REASONS = {
    EntryState.LAPSED: "LAPSED",
    EntryState.WITHDRAWN: "WITHDRAWN",
    EntryState.ENTERED_IN_ERROR: "IN_ERROR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """All that is left of what was erased."""

    id: UUID
    what: str
    reason: str
    ended_on: date
    erased_at: datetime


def erase(*, entry_id: UUID, by: Actor, at: datetime) -> Remains:
    """Erase an ended entry.

    Raises:
        NotFound: there is none; it may be erased already.
        Refused: every reason why it is not erased yet.
        StorageFailed: the file store did not answer; call again later.
    """
    remains, keys = _begin(entry_id, at=at)
    _carry_out(remains, keys, by=by)
    return remains


def erase_report(*, report_id: UUID, by: Actor, at: datetime) -> Remains:
    """Erase a report that made no entry. The caller knows that its time has come."""
    remains, keys = _begin_report(report_id, at=at)
    _carry_out(remains, keys, by=by)
    return remains


def _carry_out(remains: Remains, keys: list[str], *, by: Actor) -> None:
    outside.keep_tombstone(
        organisation=current_organisation().id,
        subject=remains.id,
        what=remains.what,
        reason=remains.reason,
        ended_on=remains.ended_on,
        at=remains.erased_at,
    )
    for key in keys:
        storage.remove(key)
    finish(remains, by=by)


@transaction.atomic
def _begin(entry_id: UUID, *, at: datetime) -> tuple[Remains, list[str]]:
    """Mark that it begins; from here nobody sees it and nothing stops it."""
    entry = Entry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None or entry.ended_at is None:
        raise NotFound("There is no such entry to erase.")
    if entry.erasing_at is None:
        Refused.if_any(why_not_yet(entry, on=civil_date(at)))
        entry.erasing_at = at
        entry.save(update_fields=["erasing_at"])
    remains = Remains(
        id=entry.pk,
        what="ENTRY",
        reason=REASONS[EntryState(entry.state)],
        ended_on=civil_date(entry.ended_at),
        erased_at=entry.erasing_at,
    )
    _bury(remains)
    return remains, _keys(reach_of_entry(entry))


@transaction.atomic
def _begin_report(report_id: UUID, *, at: datetime) -> tuple[Remains, list[str]]:
    report = (
        Report.objects.select_for_update()
        .filter(pk=report_id, entry__isnull=True)
        .first()
    )
    if report is None or report.decided_at is None:
        raise NotFound("There is no such report to erase.")
    begun = Tombstone.objects.filter(pk=report.pk).first()
    remains = Remains(
        id=report.pk,
        what="REPORT",
        reason=report.state,
        ended_on=civil_date(report.decided_at),
        erased_at=begun.erased_at if begun else at,
    )
    _bury(remains)
    return remains, _keys(reach_of_report(report))


def _keys(reach: Reach) -> list[str]:
    return list(reach.documents().values_list("storage_key", flat=True))


def _bury(remains: Remains) -> None:
    """The database knows before anything stands outside it, so that a tombstone that
    stands outside alone always means an older database."""
    Tombstone.objects.get_or_create(
        id=remains.id,
        defaults={
            "organisation": current_organisation().id,
            "what": remains.what,
            "reason": remains.reason,
            "ended_on": remains.ended_on,
            "erased_at": remains.erased_at,
        },
    )


@transaction.atomic
def finish(remains: Remains, *, by: Actor) -> None:
    """Every row, the tombstone and the event: all of it or none."""
    reach = _reach(remains)
    rows = files = 0
    if reach is not None:
        forget(reach.messages())
        documents = list(reach.documents().values_list("pk", flat=True))
        files = len(documents)
        rows = delete(reach)
        Document.objects.filter(pk__in=documents).delete()
    if remains.what == "ENTRY":
        for path in settings.FORGET_ENTRY:
            import_string(path)(entry_id=remains.id, at=remains.erased_at)
    _bury(remains)
    if reach is None:
        return
    record(
        kind=Kind.ENTRY_ERASED if remains.what == "ENTRY" else Kind.REPORT_ERASED,
        organisation=current_organisation().id,
        by=by,
        at=remains.erased_at,
        subject=str(remains.id),
        details={"reason": remains.reason, "rows": rows, "files": files},
    )


def _reach(remains: Remains) -> Reach | None:
    if remains.what == "ENTRY":
        entry = Entry.objects.select_for_update().filter(pk=remains.id).first()
        return None if entry is None else reach_of_entry(entry)
    report = Report.objects.select_for_update().filter(pk=remains.id).first()
    return None if report is None else reach_of_report(report)

"""How is an entry erased for good, everywhere, and able to go on after a kill?

1. Its erasure begins: it is hidden, and can no longer be held.
2. The tombstone is written outside the database.
3. Its files go, in every version. Those that are gone already are no error.
4. Every row goes, and the tombstone and the event are written, in one transaction.

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
    organisation = current_organisation().id
    outside.keep_tombstone(
        organisation=organisation,
        subject=remains.id,
        what=remains.what,
        reason=remains.reason,
        ended_on=remains.ended_on,
        at=remains.erased_at,
    )
    for key in keys:
        storage.remove(key)
    _finish(remains, by=by)
    return remains


def erase_report(*, report_id: UUID, by: Actor, at: datetime) -> Remains:
    """Erase a report that made no entry. The caller knows that its time has come."""
    report = Report.objects.filter(pk=report_id, entry__isnull=True).first()
    if report is None or report.decided_at is None:
        raise NotFound("There is no such report to erase.")
    remains = Remains(
        id=report.pk,
        what="REPORT",
        reason=report.state,
        ended_on=civil_date(report.decided_at),
        erased_at=at,
    )
    outside.keep_tombstone(
        organisation=current_organisation().id,
        subject=remains.id,
        what=remains.what,
        reason=remains.reason,
        ended_on=remains.ended_on,
        at=at,
    )
    for key in (
        reach_of_report(report).documents().values_list("storage_key", flat=True)
    ):
        storage.remove(key)
    _finish(remains, by=by)
    return remains


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
    keys = reach_of_entry(entry).documents().values_list("storage_key", flat=True)
    return remains, list(keys)


@transaction.atomic
def _finish(remains: Remains, *, by: Actor) -> None:
    """Every row, the tombstone and the event: all of it or none."""
    organisation = current_organisation().id
    reach = _reach(remains)
    if reach is None:
        return
    forget(reach.messages())
    documents = list(reach.documents().values_list("pk", flat=True))
    rows = delete(reach)
    Document.objects.filter(pk__in=documents).delete()
    if remains.what == "ENTRY":
        for path in settings.FORGET_ENTRY:
            import_string(path)(entry_id=remains.id, at=remains.erased_at)
    Tombstone.objects.get_or_create(
        id=remains.id,
        defaults={
            "organisation": organisation,
            "what": remains.what,
            "reason": remains.reason,
            "ended_on": remains.ended_on,
            "erased_at": remains.erased_at,
        },
    )
    record(
        kind=Kind.ENTRY_ERASED if remains.what == "ENTRY" else Kind.REPORT_ERASED,
        organisation=organisation,
        by=by,
        at=remains.erased_at,
        subject=str(remains.id),
        details={
            "reason": remains.reason,
            "rows": rows,
            "files": len(documents),
        },
    )


def _reach(remains: Remains) -> Reach | None:
    if remains.what == "ENTRY":
        entry = Entry.objects.select_for_update().filter(pk=remains.id).first()
        return None if entry is None else reach_of_entry(entry)
    report = Report.objects.select_for_update().filter(pk=remains.id).first()
    return None if report is None else reach_of_report(report)

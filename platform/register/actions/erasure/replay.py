"""Was this erased after the backup that was restored, and is it erased again?"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from audit.models import Tombstone
from documents import outside, storage
from documents.outside import Erased, ErasedInFull
from markers.models import Marker
from register.actions.erasure.erasing import Remains, finish
from register.actions.erasure.reach import reach_of_entry, reach_of_report
from register.models import Entry, Report
from register.states import ENDED_STATES, EntryState
from tenants.context import current_organisation


ERASED_BEFORE = "Erased before this backup was restored."


def replay(*, erased: Erased, by: Actor, at: datetime) -> bool:
    """Erase once more what a tombstone outside the database names, in the organisation
    we are in. False where the database knows of it already."""
    if Tombstone.objects.filter(pk=erased.subject).exists():
        return False
    told = outside.read_tombstone(erased)
    for key in _begin(told, at=at):
        storage.remove(key)
    finish(
        Remains(
            id=told.subject,
            what=told.what,
            reason=told.reason,
            ended_on=told.ended_on,
            erased_at=told.at,
        ),
        by=by,
    )
    return True


@transaction.atomic
def record_cleansed(*, count: int, by: Actor, at: datetime) -> None:
    """That a restored backup was cleansed, and of how many."""
    organisation = current_organisation().id
    record(
        kind=Kind.BACKUP_CLEANSED,
        organisation=organisation,
        by=by,
        at=at,
        subject="tombstones",
        details={"erased_again": count},
    )


@transaction.atomic
def _begin(told: ErasedInFull, *, at: datetime) -> list[str]:
    """Stop it answering at once; no letter and no recall, for those went out then."""
    if told.what == "REPORT":
        report = Report.objects.filter(pk=told.subject).first()
        reach = reach_of_report(report) if report else None
    else:
        _forget_marker(told.subject, at=at)
        entry = Entry.objects.select_for_update().filter(pk=told.subject).first()
        if entry is not None:
            _end(entry, told)
        reach = reach_of_entry(entry) if entry else None
    if reach is None:
        return []
    return list(reach.documents().values_list("storage_key", flat=True))


def _forget_marker(entry_id: UUID, *, at: datetime) -> None:
    owner = current_organisation().id
    Marker.objects.filter(owner=owner, entry_id=entry_id).delete()
    for path in settings.FORGET_ENTRY:
        import_string(path)(entry_id=entry_id, at=at)


def _end(entry: Entry, told: ErasedInFull) -> None:
    if entry.state not in ENDED_STATES:
        entry.state = EntryState.WITHDRAWN.value
        entry.ended_at = told.at
        entry.ended_by = "system"
        entry.end_reason = ERASED_BEFORE
    entry.legal_hold = False
    entry.erasing_at = told.at
    entry.save()

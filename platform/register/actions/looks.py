"""Who saw what on the register, and who looked before?

A page that shows register data is one event, written before it is shown.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from audit.models import Event
from audit.queries import events_for
from documents.queries import read
from register.actions.events import note
from register.permissions import Standing, against_permission, standing_of
from register.queries import entries, listing, report_listing, reports
from register.refusals import NotPermitted
from register.shown import (
    EntryList,
    EntryPage,
    EntrySlice,
    Look,
    ReportPage,
    ReportSlice,
)
from tenants.clocks import civil_date
from tenants.codes import Permission, Purpose, Role
from tenants.context import current_organisation


MOST_LOOKS = 200
SEEN = {
    Kind.ENTRY_READ: "Opened the entry",
    Kind.LETTER_READ: "Opened a letter",
    Kind.EVIDENCE_READ: "Opened evidence",
    Kind.CHECKED: "Made a check",
}


@transaction.atomic
def open_report(*, reference: str, by: User, at: datetime) -> ReportPage:
    """A report as this person may see it; the look is on record."""
    who = standing_of(by, on=civil_date(at))
    page = reports.report_for(by, reference, on=civil_date(at))
    note(
        Kind.REPORT_READ,
        who=who,
        step=_reading_step(who),
        at=at,
        subject=page.reference,
    )
    return page


@transaction.atomic
def open_entry(*, reference: str, by: User, at: datetime) -> EntryPage:
    """An entry at this person's level; the look is on record with that level."""
    who = standing_of(by, on=civil_date(at))
    page = entries.entry_for(by, reference, at=at)
    note(
        Kind.ENTRY_READ,
        who=who,
        step=_reading_step(who),
        at=at,
        subject=page.reference,
        details={"level": page.level.value},
    )
    return page


@transaction.atomic
def list_entries(
    *,
    by: User,
    at: datetime,
    state: str | None = None,
    category: str | None = None,
    page: int = 1,
) -> EntryList:
    """One page of the list; the references shown are on record."""
    who = standing_of(by, on=civil_date(at))
    found = entries.entries_for(by, at=at, state=state, category=category, page=page)
    note(
        Kind.ENTRIES_LISTED,
        who=who,
        step=_reading_step(who),
        at=at,
        subject="list",
        details={"shown": [row.reference for row in found.rows]},
    )
    return found


@transaction.atomic
def list_entries_after(
    *,
    by: User,
    at: datetime,
    after: tuple[str, ...],
    limit: int,
    state: str | None = None,
    category: str | None = None,
) -> EntrySlice:
    """The entries that follow a row, for a program that walks the list."""
    who = standing_of(by, on=civil_date(at))
    found = listing.entries_after(
        by, at=at, after=after, limit=limit, state=state, category=category
    )
    note(
        Kind.ENTRIES_LISTED,
        who=who,
        step=_reading_step(who),
        at=at,
        subject="list",
        details={"shown": [row.reference for row in found.rows]},
    )
    return found


@transaction.atomic
def list_reports_after(
    *, by: User, at: datetime, after: UUID | None, limit: int
) -> ReportSlice:
    """The reports that follow one, for a program that walks them."""
    who = standing_of(by, on=civil_date(at))
    found = report_listing.reports_after(
        by, on=civil_date(at), after=after, limit=limit
    )
    note(
        Kind.REPORTS_LISTED,
        who=who,
        step=_reading_step(who),
        at=at,
        subject="list",
        details={"shown": [row.reference for row in found.rows]},
    )
    return found


@transaction.atomic
def open_letter(
    *, reference: str, notice_id: UUID, by: User, at: datetime
) -> tuple[bytes, str]:
    """A letter exactly as it was made, and its file name."""
    who = standing_of(by, on=civil_date(at))
    notice = entries.notice_for(by, reference, notice_id, at=at)
    note(
        Kind.LETTER_READ,
        who=who,
        step=Permission.READ_REGISTER,
        at=at,
        subject=reference,
        details={"notice": str(notice.pk)},
    )
    document = notice.document
    if document is None:
        raise AssertionError("notice_for gives only letters that are made")
    return read(document), document.file_name


@transaction.atomic
def who_looked(*, reference: str | None, by: User, at: datetime) -> list[Look]:
    """Who saw this entry, or any entry; reading that is itself on record."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.READ_AUDIT))
    events = events_for(
        organisation=current_organisation().id,
        subject=reference,
        kinds=list(SEEN),
        limit=MOST_LOOKS,
    )
    note(
        Kind.LOOKS_READ,
        who=who,
        step=Permission.READ_AUDIT,
        at=at,
        subject=reference or "all",
    )
    people = [event.actor_id for event in events if event.actor_kind == "PERSON"]
    names = {
        str(pk): name
        for pk, name in User.objects.filter(pk__in=set(people)).values_list(
            "pk", "full_name"
        )
    }
    return [_look(event, names) for event in events]


def _look(event: Event, names: dict[str, str]) -> Look:
    details = event.details
    about = "" if event.kind == Kind.CHECKED else f" ({event.subject})"
    return Look(
        at=event.occurred_at,
        who=names.get(event.actor_id, "A machine client"),
        role=_label(Role, event.actor_role).lower(),
        what=f"{SEEN[Kind(event.kind)]}{about}",
        purpose=_label(Purpose, str(details.get("purpose", ""))),
        level=str(details.get("level", "")),
        organisation="",
    )


def _label(codes: type[Role | Purpose], code: str) -> str:
    """A code in words; one that is no longer known stays as it was written."""
    return codes(code).label if code in set(codes) else code


def _reading_step(who: Standing) -> Permission:
    """By which permission they read, for the role on the record."""
    order = (
        Permission.READ_REGISTER,
        Permission.DECIDE,
        Permission.COUNTERSIGN,
        Permission.CHECK,
    )
    return next((p for p in order if p in who.permissions), Permission.RAISE_REPORT)

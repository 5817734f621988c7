"""May this entry be erased yet, and if not, what does it wait for?

Erased for good within thirty days of its end, unless an appeal, a legal hold, a recall
that nobody acknowledged or a letter that has not gone still needs it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from register.models import Entry, Notice, Report
from register.queries.appeals import why_not_erased
from register.states import ENDED_STATES, NoticeKind, NoticeState, ReportState
from tenants.clocks import add_months, civil_date, say
from tenants.codes import Category
from tenants.packs import Pack


# Erased on the 28th night, so that a night or two that failed is made up in time.
DAYS_AFTER_END = 28
# From this day it is shown to nobody, whether or not any job has run.
HIDDEN_AFTER = 30

type Keeper = Callable[..., list[str]]


def why_not_yet(entry: Entry, *, on: date) -> list[str]:
    """Everything it waits for, as sentences; none means that it is erased now."""
    return [*_its_own(entry, on=on), *what_keeps(entry, on=on)]


def what_keeps(entry: Entry, *, on: date) -> Iterator[str]:
    """What may keep an ended entry beyond the usual days."""
    if entry.legal_hold:
        yield "It is under a legal hold."
    if Notice.objects.filter(
        entry=entry,
        kind=NoticeKind.REMOVED,
        state__in=[NoticeState.DUE, NoticeState.MADE],
    ).exists():
        yield "The letter that says it was removed has not been sent."
    yield from why_not_erased(entry, on=on)
    for path in settings.KEEP_ENTRY:
        keeper: Keeper = import_string(path)
        yield from keeper(entry_id=entry.pk, on=on)


def _its_own(entry: Entry, *, on: date) -> Iterator[str]:
    if entry.state not in ENDED_STATES or entry.ended_at is None:
        yield "It has not ended."
        return
    due = erased_on(entry)
    if on < due:
        yield f"It is erased on {say(due)}."


def erased_on(entry: Entry) -> date:
    """The day on which an ended entry is erased, if nothing keeps it."""
    ended = entry.ends_on
    if entry.ended_at is not None:
        ended = min(ended, civil_date(entry.ended_at))
    return ended + timedelta(days=DAYS_AFTER_END)


def is_hidden(entry: Entry, *, on: date) -> bool:
    """Past its last day it is shown to nobody, though every job is stopped: by the
    dates alone, unless something that is known here keeps it."""
    if entry.erasing_at is not None:
        return True
    ended = entry.ends_on
    if entry.ended_at is not None:
        ended = min(ended, civil_date(entry.ended_at))
    if on < ended + timedelta(days=HIDDEN_AFTER):
        return False
    return not any(what_keeps(entry, on=on))


def not_hidden(*, on: date) -> Q:
    """For lists: what stands or has just ended, by the dates alone, and what is held."""
    last = on - timedelta(days=HIDDEN_AFTER)
    gone = Q(legal_hold=False) & (
        Q(ends_on__lte=last) | Q(ended_at__isnull=False, ended_at__date__lte=last)
    )
    return Q(erasing_at__isnull=True) & ~gone


def entries_to_erase(*, on: date) -> QuerySet[Entry]:
    """Ended long enough ago, and those whose erasure was begun and not finished."""
    before = on - timedelta(days=DAYS_AFTER_END)
    ended = Q(state__in=sorted(ENDED_STATES), legal_hold=False) & (
        Q(ended_at__date__lte=before) | Q(ends_on__lte=before)
    )
    return Entry.objects.filter(ended | Q(erasing_at__isnull=False)).order_by(
        "erasing_at", "ended_at"
    )


def reports_to_erase(pack: Pack, *, at: datetime) -> Iterator[UUID]:
    """Reports that made no entry: declined ones after the same days, monitored ones
    when an entry of their kind would have ended."""
    today = civil_date(at)
    found = Report.objects.filter(
        entry__isnull=True,
        state__in=[ReportState.DECLINED, ReportState.MONITOR],
        decided_at__lte=at - timedelta(days=DAYS_AFTER_END),
    )
    for report in found.order_by("decided_at"):
        if report_kept_until(report, pack) <= today:
            yield report.pk


def report_kept_until(report: Report, pack: Pack) -> date:
    decided = civil_date(report.decided_at or report.created_at)
    if report.state == ReportState.MONITOR:
        return add_months(decided, pack.retention_months[Category(report.category)])
    return decided + timedelta(days=DAYS_AFTER_END)

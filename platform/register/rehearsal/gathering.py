"""Which entries are live, and what of each has a pack a say in?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from register.models import Entry
from register.policy.contents import values
from register.queries.contents import content_of
from register.rehearsal.judging import StandingEntry
from register.states import LIVE_STATES
from tenants.clocks import civil_date
from tenants.codes import Category


def live_entries(on: date) -> QuerySet[Entry]:
    """Entries that answer or may answer, in a fixed number of statements."""
    return (
        Entry.objects.filter(state__in=sorted(LIVE_STATES), ends_on__gt=on)
        .select_related("subject", "decision")
        .prefetch_related(
            "reports__subject", "reports__incidents__statements", "reviews"
        )
        .order_by("reference")
    )


def standing(entry: Entry) -> StandingEntry:
    """The entry's facts. What was decided last counts: its day and its months."""
    kept = max(entry.reviews.all(), key=lambda one: one.decided_at, default=None)
    decided = kept or entry.decision
    decided_at = decided.decided_at if decided else entry.entered_at
    return StandingEntry(
        reference=entry.reference,
        panel=entry.panel,
        category=Category(entry.category),
        incident_dates=tuple(_dates(entry)),
        decided_on=civil_date(decided_at),
        months=decided.term_months if decided else None,
        kept=kept is not None,
        ends_on=entry.ends_on,
        review_on=entry.review_on,
        date_of_birth=entry.subject.date_of_birth,
        birth_year=entry.subject.birth_year,
        order_ends_on=entry.order_ends_on,
        held_fields=frozenset(_held(entry)),
    )


def _dates(entry: Entry) -> Iterator[date]:
    for report in entry.reports.all():
        for incident in report.incidents.all():
            yield incident.happened_on


def _held(entry: Entry) -> Iterator[str]:
    """The fields that hold something, by the pack's names for them."""
    for report in entry.reports.all():
        content = content_of(report)
        if content is not None:
            yield from (name for name, value in values(content).items() if value)

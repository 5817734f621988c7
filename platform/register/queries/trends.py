"""How many reports come, what becomes of them, and what stands on the register?

Counts only: no person, no place, no reference.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from register.lives_shown import Bar, Chart
from register.models import Decision, Entry, Report
from register.queries.sweep import removals
from register.states import LIVE_STATES, Outcome
from tenants.clocks import add_months
from tenants.packs import Pack


MONTHS = 12


def trends(pack: Pack, *, on: date) -> tuple[Chart, ...]:
    """Twelve months of reports and decisions, and the entries that are live that day."""
    since = add_months(on.replace(day=1), 1 - MONTHS)
    ended = {
        line.label: line.count for line in removals(since=add_months(on, -12), until=on)
    }
    return (
        _chart("Reports sent", "Month", "Reports", _reports(since)),
        _chart("Decisions since then", "Decision", "Reports", _decisions(since)),
        _chart("Live entries today", "Kind of risk", "Entries", _live(pack, on)),
        _chart("Ended in the last twelve months", "Why", "Entries", ended),
    )


def _chart(title: str, first: str, counted: str, counts: Mapping[str, int]) -> Chart:
    longest = max([1, *counts.values()])
    return Chart(
        title=title,
        first=first,
        counted=counted,
        bars=tuple(
            Bar(label=label, count=count, percent=round(100 * count / longest))
            for label, count in counts.items()
        ),
    )


def _reports(since: date) -> dict[str, int]:
    """Every month has its line, also one without a report."""
    sent = Report.objects.filter(submitted_at__date__gte=since)
    months = sent.annotate(month=TruncMonth("submitted_at")).values_list("month")
    found = {
        (month.year, month.month): count
        for month, count in months.annotate(Count("pk")).order_by("month")
    }
    starts = [add_months(since, later) for later in range(MONTHS)]
    return {
        f"{start:%B %Y}": found.get((start.year, start.month), 0) for start in starts
    }


def _decisions(since: date) -> dict[str, int]:
    made = Decision.objects.filter(decided_at__date__gte=since)
    found = dict(made.values_list("outcome").annotate(Count("pk")))
    return {outcome.label: found.get(outcome.value, 0) for outcome in Outcome}


def _live(pack: Pack, on: date) -> dict[str, int]:
    live = Entry.objects.filter(state__in=sorted(LIVE_STATES), ends_on__gt=on)
    found = dict(live.values_list("category").annotate(Count("pk")))
    return {
        pack.label_of(category): found.get(category.value, 0)
        for category in pack.categories
    }

"""What falls due before the next quarterly review, with whom, by which clock, and what
was removed since the last year?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Count, Prefetch

from audit.models import Tombstone
from register.lives_shown import Removals, Sweep, SweepLine, SweepOwner
from register.models import Entry, Review
from register.states import ENDED_STATES, LIVE_STATES, EntryState
from tenants.clocks import add_months
from tenants.codes import Category
from tenants.context import current_organisation
from tenants.packs import Pack


# Tombstones name why with the same words, whatever became of the entry's own row.
LABELS: Mapping[str, str] = {
    "LAPSED": "Lapsed at the end of the term",
    "WITHDRAWN": "Removed by a decision",
    "IN_ERROR": "Entered in error",
}
CODES = {
    EntryState.LAPSED: "LAPSED",
    EntryState.WITHDRAWN: "WITHDRAWN",
    EntryState.ENTERED_IN_ERROR: "IN_ERROR",
}


def sweep(pack: Pack, *, on: date) -> Sweep:
    """Everything live whose review or end falls before the sweep after this one."""
    until = add_months(on, pack.sweep_months)
    owners: dict[str, list[SweepLine]] = defaultdict(list)
    for entry in _due(until):
        owners[_owner(entry, pack)].append(_line(entry, pack, on=on))
    return Sweep(
        until=until,
        owners=tuple(
            SweepOwner(name=name, lines=tuple(lines))
            for name, lines in sorted(owners.items())
        ),
        removals=tuple(removals(since=add_months(on, -12), until=on)),
    )


def removals(*, since: date, until: date) -> Iterator[Removals]:
    """How many entries ended in a period, by why: those erased since, from their
    tombstones, and those that still wait for it."""
    counted: dict[str, int] = defaultdict(int)
    erased = Tombstone.objects.filter(
        organisation=current_organisation().id,
        what="ENTRY",
        ended_on__gte=since,
        ended_on__lte=until,
    )
    waiting = Entry.objects.filter(
        state__in=sorted(ENDED_STATES),
        ended_at__date__gte=since,
        ended_at__date__lte=until,
        # One whose erasure has begun has its tombstone already.
        erasing_at__isnull=True,
    )
    for reason, count in erased.values_list("reason").annotate(Count("pk")):
        counted[reason] += count
    for state, count in waiting.values_list("state").annotate(Count("pk")):
        counted[CODES[EntryState(state)]] += count
    for reason, label in LABELS.items():
        yield Removals(reason=reason, label=label, count=counted[reason])


def _due(until: date) -> list[Entry]:
    latest = Review.objects.order_by("-decided_at")
    found = Entry.objects.filter(
        state__in=sorted(LIVE_STATES), review_on__lte=until
    ).select_related("decision__decider")
    return list(
        found.prefetch_related(Prefetch("reviews", latest)).order_by(
            "review_on", "reference"
        )
    )


def _owner(entry: Entry, pack: Pack) -> str:
    """Whoever decided last; a provisional entry waits for the deciding role."""
    reviews = list(entry.reviews.all())
    if reviews:
        return str(reviews[0].decider.full_name)
    if entry.decision is not None:
        return str(entry.decision.decider.full_name)
    return pack.decider_role.label


def _line(entry: Entry, pack: Pack, *, on: date) -> SweepLine:
    reviews = list(entry.reviews.all())
    working: list[str] = []
    if reviews:
        working = reviews[0].term_working
    elif entry.decision is not None:
        working = entry.decision.term_working
    return SweepLine(
        reference=entry.reference,
        state_label=EntryState(entry.state).label,
        category_label=pack.label_of(Category(entry.category)),
        review_on=entry.review_on,
        ends_on=entry.ends_on,
        overdue=entry.review_on < on,
        is_over=entry.ends_on <= on,
        working=tuple(working),
    )

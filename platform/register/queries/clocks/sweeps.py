"""Is the review of all that falls due in a period done before the period begins?"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, QuerySet

from accounts.queries import pack as own_pack
from register.models import Entry
from register.states import EntryState
from tenants.clocks import add_months, say
from tenants.codes import Role
from tenants.due import Clock, DueLine


def to_sweep(*, on: date, until: date) -> QuerySet[Entry]:
    """Entries that fall due in a period that has begun by then."""
    periods = list(_periods(on, until, own_pack().sweep_months))
    found: QuerySet[Entry] = Entry.objects.filter(
        state=EntryState.ACTIVE,
        review_on__gte=periods[0][0],
        review_on__lt=periods[-1][1],
        ends_on__gt=on,
    )
    return found


def sweeps(rows: QuerySet[Entry], *, on: date, until: date) -> Iterable[DueLine]:
    """One line a period: how many entries fall due in it and stand unreviewed. Its
    date is the period's first day, since the review is done before that."""
    months = own_pack().sweep_months
    counted = rows.values_list("review_on").annotate(entries=Count("pk"))
    by_day = list(counted.order_by("review_on"))
    for begins, ends in _periods(on, until, months):
        waiting = sum(number for day, number in by_day if begins <= day < ends)
        if waiting:
            entries = "entry falls" if waiting == 1 else "entries fall"
            yield DueLine(
                clock=Clock.SWEEP,
                key=begins.isoformat(),
                reference="",
                what=f"Review what falls due before {say(ends)}: {waiting} {entries} due",
                on=begins,
                working=(
                    (
                        f"All that falls due in a period of {months} months is reviewed "
                        f"before it begins, counted from January: {say(begins)}."
                    ),
                ),
                owner=Role.HEALTH_AND_SAFETY,
                kind="",
            )


def _periods(on: date, until: date, months: int) -> Iterator[tuple[date, date]]:
    """Today's period and each that begins by `until`, as (first day, day after)."""
    begins = date(on.year, 1, 1)
    while add_months(begins, months) <= on:
        begins = add_months(begins, months)
    while begins <= until:
        yield begins, add_months(begins, months)
        begins = add_months(begins, months)

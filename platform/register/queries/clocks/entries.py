"""Which entries are to be reviewed, decided, ended or tested again, and by when?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from accounts.queries import pack as own_pack
from register.models import Entry
from register.states import EntryState
from tenants.clocks import civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine


STANDING = (EntryState.ACTIVE, EntryState.UNDER_REVIEW)


def to_review(*, on: date, until: date) -> QuerySet[Entry]:
    """Entries within their term whose review date comes by then."""
    due: QuerySet[Entry] = Entry.objects.filter(
        state__in=STANDING, review_on__lte=until, ends_on__gt=on
    )
    return due.select_related("decision").order_by("review_on")


def reviews(rows: QuerySet[Entry], *, on: date, until: date) -> Iterable[DueLine]:
    del on, until
    for entry in rows:
        yield _line(
            Clock.REVIEW,
            entry,
            f"Review entry {entry.reference}",
            entry.review_on,
            owner=own_pack().decider_role,
            working=_term_working(entry)[-1:],
        )


def ending(*, on: date, until: date) -> QuerySet[Entry]:
    """Entries whose term ends: they stop by themselves, and the end is recorded."""
    del on
    due: QuerySet[Entry] = Entry.objects.filter(state__in=STANDING, ends_on__lte=until)
    return due.select_related("decision").order_by("ends_on")


def expiries(rows: QuerySet[Entry], *, on: date, until: date) -> Iterable[DueLine]:
    del on, until
    for entry in rows:
        yield _line(
            Clock.EXPIRY,
            entry,
            f"Entry {entry.reference} ends unless it is kept",
            entry.ends_on,
            owner=own_pack().decider_role,
            working=_term_working(entry),
        )


def undecided(*, on: date, until: date) -> QuerySet[Entry]:
    """Entries that answer before their decision, for the hours the pack allows."""
    del on, until
    waiting: QuerySet[Entry] = Entry.objects.filter(state=EntryState.PROVISIONAL)
    return waiting.order_by("provisional_until")


def provisional(rows: QuerySet[Entry], *, on: date, until: date) -> Iterable[DueLine]:
    del on
    hours = own_pack().provisional.hours
    for entry in rows:
        stops = entry.provisional_until
        if stops is None or civil_date(stops) > until:
            continue
        yield _line(
            Clock.PROVISIONAL,
            entry,
            f"Decide on provisional entry {entry.reference}",
            civil_date(stops),
            owner=own_pack().decider_role,
            working=(
                (
                    f"A provisional entry answers for {hours} hours from "
                    f"{say(civil_date(entry.entered_at))}."
                ),
            ),
        )


def untold(*, on: date, until: date) -> QuerySet[Entry]:
    """Entries about somebody who was not told: is that still right?"""
    due: QuerySet[Entry] = Entry.objects.filter(
        not_told=True,
        not_told_retest_on__lte=until,
        state__in=STANDING,
        ends_on__gt=on,
    )
    return due.order_by("not_told_retest_on")


def retests(rows: QuerySet[Entry], *, on: date, until: date) -> Iterable[DueLine]:
    del until
    for entry in rows:
        yield _line(
            Clock.RETEST,
            entry,
            f"Test again whether to tell the person: entry {entry.reference}",
            entry.not_told_retest_on or on,
            owner=_tests_again(),
            working=("The date set when it was last decided not to tell them.",),
            kind="retest",
        )


def _tests_again() -> Role:
    """The role that the pack names for it."""
    rule = own_pack().not_told
    return rule.role if rule else own_pack().decider_role


def _term_working(entry: Entry) -> Sequence[str]:
    return entry.decision.term_working if entry.decision else ()


def _line(
    clock: Clock,
    entry: Entry,
    what: str,
    on: date,
    *,
    owner: Role,
    working: Sequence[str],
    kind: str = "entry",
) -> DueLine:
    return DueLine(
        clock=clock,
        key=str(entry.pk),
        reference=entry.reference,
        what=what,
        on=on,
        working=tuple(working),
        owner=owner,
        kind=kind,
    )

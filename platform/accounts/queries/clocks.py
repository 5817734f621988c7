"""Who must be briefed again, and who is to be reminded of the duty to report?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from accounts.models import User
from accounts.queries.standing import training_months
from tenants.clocks import add_months, civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine, Reading, Sources


YEAR = 12
ADMINISTRATOR = Role.ORGANISATION_ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Briefed:
    """One active person: their last briefing, and how far their briefings reach."""

    id: UUID
    created_at: datetime
    given: date | None
    ends: date | None


def to_brief(*, on: date, until: date) -> QuerySet[Any, Any]:
    """Active people whose briefing ends by then, or who have had none at all."""
    del on
    return _briefed(Q(ends__lte=until) | Q(ends__isnull=True))


def briefings(rows: QuerySet[Any, Any], *, on: date, until: date) -> Iterable[DueLine]:
    del on, until
    months = training_months()
    for one in _read(rows):
        if one.ends is None or one.given is None:
            ends = civil_date(one.created_at)
            working = f"No briefing is recorded since they joined on {say(ends)}."
        else:
            ends = one.ends
            working = (
                f"Briefed on {say(one.given)}, which counts for {months} months: "
                f"until {say(ends)}."
            )
        yield _line(
            Clock.BRIEFING,
            one,
            what="Brief one of our people on the register",
            on=ends,
            working=working,
        )


def to_remind(*, on: date, until: date) -> QuerySet[Any, Any]:
    """Each anniversary of a briefing that still counts."""
    return _briefed(Q(ends__gt=on, given__lte=add_months(until, -YEAR)))


def yearly(rows: QuerySet[Any, Any], *, on: date, until: date) -> Iterable[DueLine]:
    """Report every incident."""
    del on
    for one in _read(rows):
        given = one.given or until
        years = until.year - given.year
        if add_months(given, YEAR * years) > until:
            years -= 1
        yield _line(
            Clock.DUTY_TO_REPORT,
            one,
            what="Report every violent or threatening incident, and every worry of one",
            on=add_months(given, YEAR * years),
            working=f"Each year after the briefing of {say(given)}.",
        )


def _briefed(which: Q) -> QuerySet[Any, Any]:
    people = User.objects.filter(is_active=True).annotate(
        ends=Max("briefings__expires_on"), given=Max("briefings__given_on")
    )
    return people.filter(which).order_by("ends", "pk")


def _read(rows: QuerySet[Any, Any]) -> Iterator[Briefed]:
    for row in rows.values_list("pk", "created_at", "given", "ends"):
        yield Briefed(*row)


def _line(clock: Clock, one: Briefed, *, what: str, on: date, working: str) -> DueLine:
    return DueLine(
        clock=clock,
        key=str(one.id),
        reference=str(one.id),
        what=what,
        on=on,
        working=(working,),
        owner=ADMINISTRATOR if clock is Clock.BRIEFING else None,
        person=one.id,
        kind="person",
    )


CLOCKS: Sources = {
    Clock.BRIEFING: (Reading(to_brief, briefings),),
    Clock.DUTY_TO_REPORT: (Reading(to_remind, yearly),),
}

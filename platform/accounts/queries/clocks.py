"""Who must be briefed again, and who is to be reminded of the duty to report?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from accounts.models import User
from accounts.queries.standing import training_months
from tenants.clocks import add_months, civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine, Source


YEAR = 12
ADMINISTRATOR = Role.ORGANISATION_ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Briefed:
    """One active person: their last briefing, and how far their briefings reach."""

    id: UUID
    created_at: datetime
    given: date | None
    ends: date | None


def briefings(*, on: date, until: date) -> Iterable[DueLine]:
    """Active people whose briefing ends by then, or who have had none at all."""
    months = training_months()
    for one in _briefed(Q(ends__lte=until) | Q(ends__isnull=True)):
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


def yearly(*, on: date, until: date) -> Iterable[DueLine]:
    """Each anniversary of a briefing that still counts: report every incident."""
    for one in _briefed(Q(ends__gt=on, given__lte=add_months(until, -YEAR))):
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


def _briefed(which: Q) -> Iterator[Briefed]:
    people = User.objects.filter(is_active=True).annotate(
        ends=Max("briefings__expires_on"), given=Max("briefings__given_on")
    )
    found = people.filter(which).order_by("ends", "pk")
    for row in found.values_list("pk", "created_at", "given", "ends"):
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


CLOCKS: Mapping[Clock, Source] = {
    Clock.BRIEFING: briefings,
    Clock.DUTY_TO_REPORT: yearly,
}

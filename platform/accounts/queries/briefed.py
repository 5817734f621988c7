"""Who is briefed, whose briefing has lapsed, and who was never briefed at all?

For whoever looks after people: a check of somebody who is not briefed is not answered.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Max

from accounts.models import User
from accounts.queries.naming import namer
from accounts.queries.standing import training_months
from tenants.clocks import civil_date


class Counts(StrEnum):
    """Whether somebody's briefings answer for them today."""

    BRIEFED = "BRIEFED"
    LAPSED = "LAPSED"
    NEVER = "NEVER"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefedPerson:
    """Somebody active: their last briefing, and the first day on which none counts."""

    person: UUID
    full_name: str
    counts: Counts
    given_on: date | None
    briefed_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefedPeople:
    """`months` is how long a briefing counts here; `lapsed` counts people who are not
    answered today, the never briefed among them."""

    rows: tuple[BriefedPerson, ...]
    active: int
    lapsed: int
    months: int
    after: tuple[str, str] | None


def briefed_after(
    user: User,
    *,
    after: tuple[str, ...],
    limit: int,
    lapsing_by: date | None,
    at: datetime,
) -> BriefedPeople:
    """Whoever is to be briefed first comes first; `lapsing_by` leaves out everybody
    whose briefing still counts on that day.

    Raises:
        NotNamer, NamesNobody: it is not this person's to read.
    """
    namer(user, at=at)
    every = _everybody(civil_date(at))
    asked = [
        one
        for one in every
        if lapsing_by is None
        or one.briefed_until is None
        or one.briefed_until <= lapsing_by
    ]
    rows = [one for one in asked if not after or _place(one) > after]
    shown = tuple(rows[:limit])
    return BriefedPeople(
        rows=shown,
        active=len(every),
        lapsed=sum(one.counts is not Counts.BRIEFED for one in every),
        months=training_months(),
        after=_place(shown[-1]) if len(rows) > limit else None,
    )


def _everybody(on: date) -> list[BriefedPerson]:
    found = (
        User.objects.filter(is_active=True)
        .annotate(given=Max("briefings__given_on"), ends=Max("briefings__expires_on"))
        .values_list("pk", "full_name", "given", "ends")
    )
    people = [
        BriefedPerson(
            person=person,
            full_name=full_name,
            counts=_counts(ends, on),
            given_on=given,
            briefed_until=ends,
        )
        for person, full_name, given, ends in found.order_by()
    ]
    return sorted(people, key=_place)


def _counts(ends: date | None, on: date) -> Counts:
    if ends is None:
        return Counts.NEVER
    return Counts.BRIEFED if on < ends else Counts.LAPSED


def _place(one: BriefedPerson) -> tuple[str, str]:
    """Where somebody stands in the list."""
    ends = one.briefed_until
    return ("" if ends is None else ends.isoformat(), str(one.person))

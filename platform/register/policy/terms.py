"""From when until when does an entry stand, and how was that worked out?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenants.clocks import add_months, say
from tenants.codes import Category
from tenants.packs import Pack
from tenants.packs.choices import TermFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """What a term is worked out from. `months` is the decider's shorter wish."""

    category: Category
    incident_dates: Sequence[date]
    decided_on: date
    date_of_birth: date | None = None
    birth_year: int | None = None
    order_ends_on: date | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`ends_on` is the first day on which the entry answers nothing."""

    starts_on: date
    ends_on: date
    review_on: date
    months: int
    working: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Nothing is left of it on the day it would begin."""
        return self.ends_on <= self.starts_on


def term(facts: TermFacts, *, pack: Pack) -> Term:
    """The dates of an entry decided today under this pack, with every step told."""
    working: list[str] = []
    base = _base(facts, pack, working)
    months = _months(facts, pack, working)
    ends_on = add_months(base, months)
    working.append(f"{months} months from {say(base)} is {say(ends_on)}.")
    if facts.order_ends_on is not None and facts.order_ends_on < ends_on:
        ends_on = facts.order_ends_on
        working.append(f"The court order ends first, on {say(ends_on)}.")
    review_months = pack.review_months[facts.category]
    review_on = min(add_months(facts.decided_on, review_months), ends_on)
    working.append(
        f"Reviewed {review_months} months on, or at the end: {say(review_on)}."
    )
    return Term(
        starts_on=facts.decided_on,
        ends_on=ends_on,
        review_on=review_on,
        months=months,
        working=tuple(working),
    )


def _base(facts: TermFacts, pack: Pack, working: list[str]) -> date:
    # Approving is the last action, and closes the case.
    bases = {
        TermFrom.FIRST_INCIDENT: min(facts.incident_dates),
        TermFrom.LAST_INCIDENT: max(facts.incident_dates),
        TermFrom.LAST_ACTION: facts.decided_on,
        TermFrom.CASE_CLOSED: facts.decided_on,
    }
    base = bases[pack.term_from]
    working.append(f"The term runs from {pack.term_from.label.lower()}: {say(base)}.")
    return base


def _months(facts: TermFacts, pack: Pack, working: list[str]) -> int:
    """The pack's months for the category, less for the young, less if so decided."""
    months = pack.retention_months[facts.category]
    label = pack.label_of(facts.category)
    working.append(f"The policy keeps “{label}” for {months} months.")
    young = pack.under_age
    if young and _age(facts) < young.age:
        months = max(1, math.floor(months * young.factor))
        working.append(
            f"Under {young.age} at the last incident, so the term is multiplied by "
            f"{young.factor}: {months} months."
        )
    if facts.months is not None and facts.months < months:
        months = facts.months
        working.append(f"The decider set a shorter term: {months} months.")
    return months


def age_on(day: date, born: date) -> int:
    """Whole years."""
    return day.year - born.year - int((day.month, day.day) < (born.month, born.day))


def _age(facts: TermFacts) -> float:
    """Whole years at the last incident; from a birth year alone, the least it can be."""
    last = max(facts.incident_dates)
    born = facts.date_of_birth
    if born is not None:
        return age_on(last, born)
    if facts.birth_year is not None:
        return last.year - facts.birth_year - 1
    return math.inf

"""When is this due, and how was the date worked out?

Dates are civil dates in London. Working days skip weekends and the nation's bank
holidays, from the list that ships with govuk-bank-holidays: nothing is fetched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays


LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
# Wales shares England's list; an unknown nation keeps the holidays of all three.
DIVISIONS: Mapping[str, str] = {
    "ENGLAND": BankHolidays.ENGLAND_AND_WALES,
    "WALES": BankHolidays.ENGLAND_AND_WALES,
    "SCOTLAND": BankHolidays.SCOTLAND,
    "NORTHERN_IRELAND": BankHolidays.NORTHERN_IRELAND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date and the sentences that lead to it, for the page that shows the clock."""

    on: date
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMoment:
    """As Due, for a clock that counts hours."""

    at: datetime
    working: tuple[str, ...]


def civil_date(at: datetime) -> date:
    """The date in London at that moment."""
    return at.astimezone(LONDON).date()


def say(day: date) -> str:
    """Monday 23 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


@cache
def holidays(nation: str) -> Mapping[date, str]:
    """The nation's bank holidays by date, as far as the shipped list reaches."""
    known = BankHolidays(use_cached_holidays=True)
    division = DIVISIONS.get(nation.upper().replace(" ", "_"))
    return {
        holiday["date"]: holiday["title"]
        for holiday in known.get_holidays(division=division)
    }


def add_working_days(start: date, days: int, *, nation: str) -> Due:
    """The working day `days` after `start`; the day it starts is not counted."""
    closed = holidays(nation)
    working = [f"Counted from {say(start)}, which is not itself counted."]
    day = start
    left = days
    while left:
        day += timedelta(days=1)
        if day in closed:
            working.append(f"{say(day)} is skipped: {closed[day]}.")
        elif day.weekday() >= SATURDAY:
            working.append(f"{say(day)} is skipped: it is a weekend.")
        else:
            left -= 1
            working.append(f"{say(day)} is working day {days - left} of {days}.")
    return Due(on=day, working=tuple(working))


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def months_after(start: date, months: int, *, what: str) -> Due:
    on = add_months(start, months)
    return Due(
        on=on, working=(f"{what}: {months} months after {say(start)} is {say(on)}.",)
    )


def weeks_after(start: date, weeks: int, *, what: str) -> Due:
    on = start + timedelta(weeks=weeks)
    return Due(
        on=on, working=(f"{what}: {weeks} weeks after {say(start)} is {say(on)}.",)
    )


def days_after(start: date, days: int, *, what: str) -> Due:
    """Calendar days; the day it starts is not counted."""
    on = start + timedelta(days=days)
    return Due(
        on=on, working=(f"{what}: {days} days after {say(start)} is {say(on)}.",)
    )


def hours_after(at: datetime, hours: int, *, what: str) -> DueMoment:
    """Hours on the clock, whatever day they fall on; said in London's time."""
    until = at + timedelta(hours=hours)
    began, ends = at.astimezone(LONDON), until.astimezone(LONDON)
    sentence = (
        f"{what}: {hours} hours after {began:%H:%M} on {say(began.date())} is "
        f"{ends:%H:%M} on {say(ends.date())}."
    )
    return DueMoment(at=until, working=(sentence,))


def month_with_pauses(
    start: date,
    months: int,
    *,
    pauses: Sequence[tuple[date, date | None]],
    on: date,
    what: str,
) -> Due:
    """Months after `start`, later by every day on which the clock stood still.

    A pause runs from its first day up to the day it ended; one that has not ended
    runs until `on`, so the date moves on with each day.
    """
    whole = months_after(start, months, what=what)
    due, working = whole.on, list(whole.working)
    for began, ended in sorted(pauses, key=lambda pause: pause[0]):
        days = max(0, ((ended or on) - began).days)
        due += timedelta(days=days)
        until = f"to {say(ended)}" if ended else "and it stands still today"
        working.append(
            f"It stood still from {say(began)} {until}: {days} days later, {say(due)}."
        )
    return Due(on=due, working=tuple(working))

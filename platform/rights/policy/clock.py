"""By when must a person be answered, and how was that date worked out?

UK GDPR Article 12(3): one month from receipt, to the corresponding day of the next
month, the last day where it has none, and on to the next working day. Two further
months where the request is complex. The clock stands still while the person is asked
who they are or what they mean. A complaint is acknowledged within 30 days (DPA 2018,
section 164A) and then answered without undue delay. This is the product's reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rights.states import PauseAbout, RequestKind
from tenants.clocks import SATURDAY, Due, add_months, holidays, say


ACKNOWLEDGE_DAYS = 30
MONTHS, EXTENDED_MONTHS = 1, 3


@dataclass(frozen=True, slots=True)
class Stopped:
    """A stretch in which the clock stood still; `until` is None while it does."""

    about: PauseAbout
    since: date
    until: date | None


def answer_by(
    received_on: date,
    *,
    pauses: Iterable[Stopped],
    extended: bool,
    nation: str,
    today: date,
) -> Due:
    """The day by which a rights request is answered. An open pause counts to today."""
    months = EXTENDED_MONTHS if extended else MONTHS
    day = add_months(received_on, months)
    lines = [
        f"Received on {say(received_on)}.",
        f"{'One month' if months == 1 else 'Three months, extended'}: {say(day)}.",
    ]
    for stop in pauses:
        days = ((stop.until or today) - stop.since).days
        day += timedelta(days=days)
        lines.append(
            f"The clock was stopped for {days} days from {say(stop.since)}"
            f" ({stop.about.label.lower()}): {say(day)}."
        )
    return _on_a_working_day(day, lines, nation=nation)


def acknowledge_by(received_on: date) -> Due:
    """The day by which a data protection complaint is acknowledged."""
    day = received_on + timedelta(days=ACKNOWLEDGE_DAYS)
    return Due(
        on=day,
        working=(
            f"Received on {say(received_on)}.",
            f"{ACKNOWLEDGE_DAYS} days later, weekends included: {say(day)}.",
        ),
    )


def first_due(kind: RequestKind, received_on: date, *, nation: str) -> Due:
    """The clock that starts when something is received."""
    if kind is RequestKind.COMPLAINT:
        return acknowledge_by(received_on)
    return answer_by(
        received_on, pauses=(), extended=False, nation=nation, today=received_on
    )


def _on_a_working_day(day: date, lines: list[str], *, nation: str) -> Due:
    closed = holidays(nation)
    while day.weekday() >= SATURDAY or day in closed:
        why = closed.get(day, "it is a weekend")
        lines.append(f"{say(day)} is not a working day: {why}.")
        day += timedelta(days=1)
    lines.append(f"Answer by {say(day)}.")
    return Due(on=day, working=tuple(lines))

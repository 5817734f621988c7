"""When is a thing due, and is every skipped day accounted for?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.clocks import (
    DIVISIONS,
    add_months,
    add_working_days,
    civil_date,
    holidays,
    months_after,
    weeks_after,
)


DAYS = st.dates(date(2024, 1, 1), date(2027, 11, 1))
NATIONS = st.sampled_from(list(DIVISIONS))


@pytest.mark.parametrize(
    ("start", "nation", "due"),
    [
        (date(2026, 11, 23), "england", date(2026, 11, 25)),
        (date(2026, 11, 20), "england", date(2026, 11, 24)),  # over a weekend
        (date(2026, 12, 24), "england", date(2026, 12, 30)),  # over Christmas
        (date(2026, 12, 30), "scotland", date(2027, 1, 5)),  # 1 and 4 January
        (date(2026, 12, 30), "england", date(2027, 1, 4)),
        (date(2026, 3, 16), "northern ireland", date(2026, 3, 19)),  # St Patrick
        (date(2026, 3, 16), "wales", date(2026, 3, 18)),
    ],
)
def test_two_working_days(start, nation, due):
    assert add_working_days(start, 2, nation=nation).on == due


def test_the_working_tells_every_day():
    due = add_working_days(date(2026, 12, 24), 1, nation="ENGLAND")

    assert due.working == (
        "Counted from Thursday 24 December 2026, which is not itself counted.",
        "Friday 25 December 2026 is skipped: Christmas Day.",
        "Saturday 26 December 2026 is skipped: it is a weekend.",
        "Sunday 27 December 2026 is skipped: it is a weekend.",
        "Monday 28 December 2026 is skipped: Boxing Day.",
        "Tuesday 29 December 2026 is working day 1 of 1.",
    )


@given(start=DAYS, days=st.integers(1, 15), nation=NATIONS)
def test_a_due_day_is_worked_and_the_days_between_are_told(start, days, nation):
    due = add_working_days(start, days, nation=nation)

    assert due.on.weekday() < 5
    assert due.on not in holidays(nation)
    assert len(due.working) == (due.on - start).days + 1
    worked = [line for line in due.working if "is working day" in line]
    assert len(worked) == days


@given(start=DAYS, days=st.integers(1, 10), nation=NATIONS)
def test_a_later_start_is_never_due_earlier(start, days, nation):
    tomorrow = start + timedelta(days=1)

    assert (
        add_working_days(tomorrow, days, nation=nation).on
        >= add_working_days(start, days, nation=nation).on
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(start, months, end):
    assert add_months(start, months) == end


@given(start=DAYS, months=st.integers(0, 120))
def test_months_never_spill_into_the_next(start, months):
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


def test_a_civil_date_is_londons():
    assert civil_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert civil_date(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 11, 30)


def test_weeks_and_months_tell_their_working():
    assert weeks_after(date(2026, 11, 23), 8, what="Tested again").working == (
        "Tested again: 8 weeks after Monday 23 November 2026 is Monday 18 January 2027.",
    )
    assert months_after(date(2026, 11, 23), 6, what="Review").on == date(2027, 5, 23)

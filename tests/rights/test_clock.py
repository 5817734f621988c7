"""By when must a person be answered?"""

from datetime import date

import pytest

from rights.policy.clock import Stopped, acknowledge_by, answer_by
from rights.states import PauseAbout


def due(received: str, *pauses, extended=False, today="2027-12-31"):
    stops = [
        Stopped(
            PauseAbout.IDENTITY,
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
        )
        for since, until in pauses
    ]
    return answer_by(
        date.fromisoformat(received),
        pauses=stops,
        extended=extended,
        nation="ENGLAND",
        today=date.fromisoformat(today),
    )


@pytest.mark.parametrize(
    ("received", "answer"),
    [
        ("2026-09-03", "2026-10-05"),  # 3 October 2026 is a Saturday
        ("2026-03-31", "2026-04-30"),  # no 31 April
        ("2026-01-30", "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2026-11-26", "2026-12-29"),  # Boxing Day, then its substitute on Monday
        ("2026-11-23", "2026-12-23"),
    ],
)
def test_one_month_to_the_corresponding_working_day(received, answer):
    assert due(received).on == date.fromisoformat(answer)


def test_the_days_the_clock_stood_still_are_added():
    found = due("2026-11-02", ("2026-11-04", "2026-11-11"))

    assert found.on == date(2026, 12, 9)
    assert any("stopped for 7 days" in line for line in found.working)


def test_an_open_pause_counts_to_today():
    open_pause = ("2026-11-04", None)

    assert due("2026-11-02", open_pause, today="2026-11-05").on == date(2026, 12, 3)
    assert due("2026-11-02", open_pause, today="2026-11-06").on == date(2026, 12, 4)


def test_an_extension_gives_two_further_months():
    assert due("2026-11-23", extended=True).on == date(2027, 2, 23)


def test_a_complaint_is_acknowledged_in_thirty_days_weekends_included():
    assert acknowledge_by(date(2026, 11, 6)).on == date(2026, 12, 6)

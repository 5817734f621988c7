from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports.parsing.ages import read_age
from register.imports.parsing.dates import (
    DateMeaning,
    DateProblem,
    DateReading,
    Precision,
    read_date,
)


TODAY = date(2026, 11, 21)
RECENT = st.dates(date(2000, 1, 1), date(2040, 12, 31))
BIRTHS = st.dates(date(1922, 1, 1), date(2018, 11, 1))


def event(text: str) -> DateReading:
    return read_date(text, meaning=DateMeaning.EVENT, today=TODAY)


def birth(text: str) -> DateReading:
    return read_date(text, meaning=DateMeaning.BIRTH, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "3 January 1973",
        "3rd January 1973",
        "3rd of Jan. 1973",
        "Wed 3 Jan 1973",
        "Wednesday, 3 January 1973",
        "January 3, 1973",
        "3-Jan-73",
        "03/01/1973",
        "3/1/73",
        "03.01.73",
        "03 01 1973",
        "1973-01-03",
        "1973/01/03",
        "1973-01-03 00:00:00",
        "1973-01-03T09:30",
        "03011973",
        "19730103",
        "  3   JANUARY  1973 ",
    ],
)
def test_one_day_in_every_form(text: str) -> None:
    assert birth(text) == DateReading(date(1973, 1, 3))


@pytest.mark.parametrize(
    "text", ["Jul-26", "July 2026", "07/2026", "2026-07", "Jul 26"]
)
def test_a_month_is_its_first_day(text: str) -> None:
    assert event(text) == DateReading(date(2026, 7, 1), Precision.MONTH)


def test_a_year_alone_is_its_first_day() -> None:
    assert event("2024") == DateReading(date(2024, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("04/13/2025", DateProblem.MONTH_FIRST),
        ("31/02/2025", DateProblem.NO_SUCH_DAY),
        ("00/01/2025", DateProblem.NO_SUCH_DAY),
        ("13/2025", DateProblem.NO_SUCH_DAY),
        ("01/01/1066", DateProblem.YEAR_UNCLEAR),
        ("01/01/2090", DateProblem.YEAR_UNCLEAR),
        ("45678", DateProblem.A_NUMBER),
        ("13/9", DateProblem.UNREADABLE),
        ("last summer", DateProblem.UNREADABLE),
        ("June or July 2024", DateProblem.UNREADABLE),
        ("1/2/3/4", DateProblem.UNREADABLE),
        ("123", DateProblem.UNREADABLE),
        ("12345678901", DateProblem.UNREADABLE),
        ("\u0661/\u0661/\u0662\u0660\u0662\u0664", DateProblem.UNREADABLE),
    ],
)
def test_what_is_not_a_date_says_why(text: str, problem: DateProblem) -> None:
    assert event(text) == DateReading(problem=problem)


@pytest.mark.parametrize(
    ("text", "year"), [("1/7/26", 1926), ("1/8/10", 2010), ("1/8/18", 2018)]
)
def test_a_short_year_of_birth_is_a_likely_one(text: str, year: int) -> None:
    reading = birth(text)

    assert reading.value is not None
    assert reading.value.year == year


def test_a_short_year_of_birth_that_is_never_likely_is_not_guessed() -> None:
    assert birth("1/1/20") == DateReading(problem=DateProblem.YEAR_UNCLEAR)


def test_nothing_is_no_date_and_no_problem() -> None:
    assert event("  ") == DateReading()


@given(
    RECENT,
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y"]),
)
def test_any_day_written_is_the_day_read(day: date, form: str) -> None:
    assert event(day.strftime(form)) == DateReading(day)


@given(BIRTHS, st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y"]))
def test_any_birth_written_is_the_birth_read(day: date, form: str) -> None:
    assert birth(day.strftime(form)) == DateReading(day)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    for reading in (event(text), birth(text)):
        assert (reading.value is None) or (reading.problem is None)


@given(st.dates(TODAY - timedelta(days=9000), TODAY))
def test_the_day_always_comes_before_the_month(day: date) -> None:
    swapped = event(f"{day.month:02}/{day.day:02}/{day.year}")

    if day.day > 12:
        assert swapped.problem is DateProblem.MONTH_FIRST
    else:
        assert swapped.value == date(day.year, day.day, day.month)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("circa 40", 40),
        ("c40", 40),
        ("approx. 40", 40),
        ("40s", 40),
        ("mid 40s", 40),
        ("aged 40", 40),
        ("40 years old", 40),
        ("about 40 yrs", 40),
        ("40", None),
        ("1973", None),
        ("circa 1973", None),
        ("old", None),
        ("", None),
    ],
)
def test_an_age_is_read_where_one_is_meant(text: str, age: int | None) -> None:
    assert read_age(text) == age

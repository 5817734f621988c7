"""Which day, month or year does this text mean, read the British way?

Days come before months. A year of two digits is settled by what the date is
for. A month without a day becomes its first day, the earliest it can mean, so
that an imported entry never lasts longer for want of a day.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class DateMeaning(StrEnum):
    """What a date is for, which settles years of two digits."""

    BIRTH = "BIRTH"
    EVENT = "EVENT"


class Precision(StrEnum):
    """How much of the date the text gave."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class DateProblem(StrEnum):
    """Why a text is not a date."""

    UNREADABLE = "UNREADABLE"
    MONTH_FIRST = "MONTH_FIRST"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    YEAR_UNCLEAR = "YEAR_UNCLEAR"
    A_NUMBER = "A_NUMBER"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date with its precision, or the problem that stopped it."""

    value: date | None = None
    precision: Precision = Precision.DAY
    problem: DateProblem | None = None


OLDEST_BIRTH_YEARS: Final = 105
YOUNGEST_BIRTH_YEARS: Final = 8
_EARLIEST_YEAR: Final = 1900
_LATEST_YEARS_AHEAD: Final = 30

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
    for length in {3, 4, len(name)}
}
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?[,. ]+"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_WORDS = re.compile(r"[a-z]+|\d+")
_MARKS = re.compile(r"^[a-z0-9/.,\-\u2019' ]+$")


def read_date(text: str, *, meaning: DateMeaning, today: date) -> DateReading:
    """Read one cell as a date. Never raises; an empty text has no problem."""
    settled = _settle(text)
    if not settled:
        return DateReading()
    if not _MARKS.match(settled):
        return DateReading(problem=DateProblem.UNREADABLE)
    parts = _WORDS.findall(settled)
    if all(part.isdigit() for part in parts):
        return _from_numbers(parts, meaning, today)
    return _from_month_name(parts, meaning, today)


def _settle(text: str) -> str:
    settled = " ".join(text.lower().split())
    settled = _WEEKDAY.sub("", _ORDINAL.sub("", settled))
    return _TIME.sub("", settled).replace(" of ", " ")


def _from_numbers(parts: list[str], meaning: DateMeaning, today: date) -> DateReading:
    match parts:
        case [alone]:
            return _from_one_number(alone, meaning, today)
        case [first, second] if len(first) == 4:
            return _month(second, first, meaning, today)
        case [first, second] if len(second) == 4:
            return _month(first, second, meaning, today)
        case [year, month, day] if len(year) == 4:
            return _day(day, month, year, meaning, today)
        case [day, month, year] if len(year) in {2, 4}:
            return _day(day, month, year, meaning, today)
        case _:
            return DateReading(problem=DateProblem.UNREADABLE)


def _from_one_number(digits: str, meaning: DateMeaning, today: date) -> DateReading:
    if len(digits) == 4:
        year = _year(digits, meaning, today)
        if year is None:
            return DateReading(problem=DateProblem.YEAR_UNCLEAR)
        return DateReading(date(year, 1, 1), Precision.YEAR)
    if len(digits) == 8:
        day_first = _day(digits[:2], digits[2:4], digits[4:], meaning, today)
        if day_first.value:
            return day_first
        return _day(digits[6:], digits[4:6], digits[:4], meaning, today)
    if len(digits) == 5:
        return DateReading(problem=DateProblem.A_NUMBER)
    return DateReading(problem=DateProblem.UNREADABLE)


def _from_month_name(
    parts: list[str], meaning: DateMeaning, today: date
) -> DateReading:
    named = [part for part in parts if part in _MONTHS]
    numbers = [part for part in parts if part.isdigit()]
    if len(named) != 1 or len(named) + len(numbers) != len(parts):
        return DateReading(problem=DateProblem.UNREADABLE)
    month = str(_MONTHS[named[0]])
    match numbers:
        case [year] if len(year) in {2, 4}:
            return _month(month, year, meaning, today)
        case [year, day] if len(year) == 4 and len(day) <= 2:
            return _day(day, month, year, meaning, today)
        case [day, year] if len(day) <= 2 and len(year) in {2, 4}:
            return _day(day, month, year, meaning, today)
        case _:
            return DateReading(problem=DateProblem.UNREADABLE)


def _day(
    day: str, month: str, year: str, meaning: DateMeaning, today: date
) -> DateReading:
    full_year = _year(year, meaning, today)
    if full_year is None:
        return DateReading(problem=DateProblem.YEAR_UNCLEAR)
    day_number, month_number = int(day), int(month)
    if month_number > 12 and 1 <= day_number <= 12:
        return DateReading(problem=DateProblem.MONTH_FIRST)
    try:
        return DateReading(date(full_year, month_number, day_number))
    except ValueError:
        return DateReading(problem=DateProblem.NO_SUCH_DAY)


def _month(month: str, year: str, meaning: DateMeaning, today: date) -> DateReading:
    full_year = _year(year, meaning, today)
    if full_year is None:
        return DateReading(problem=DateProblem.YEAR_UNCLEAR)
    if not 1 <= int(month) <= 12:
        return DateReading(problem=DateProblem.NO_SUCH_DAY)
    return DateReading(date(full_year, int(month), 1), Precision.MONTH)


def _year(text: str, meaning: DateMeaning, today: date) -> int | None:
    """The year meant, or None where two are as likely or none is."""
    latest = today.year + _LATEST_YEARS_AHEAD
    if len(text) == 4:
        return int(text) if _EARLIEST_YEAR <= int(text) <= latest else None
    if len(text) != 2:
        return None
    this_century = today.year // 100 * 100 + int(text)
    if meaning is DateMeaning.BIRTH:
        likely = [
            year
            for year in (this_century - 100, this_century)
            if YOUNGEST_BIRTH_YEARS <= today.year - year <= OLDEST_BIRTH_YEARS
        ]
        return likely[0] if len(likely) == 1 else None
    return this_century if this_century <= latest else this_century - 100

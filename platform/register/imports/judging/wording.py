"""How is a cell that could not be read described to its owner?"""

from datetime import date

from register.imports.mapping.fields import Field
from register.imports.parsing.dates import DateProblem
from register.imports.parsing.places import PlaceProblem


def about_date(field: Field, text: str, problem: DateProblem) -> str:
    """Say why a date was not read, and how to type it."""
    start = f"“{field.label}” says “{text}”"
    ask = "Type the date as day/month/year, for example 23/06/2025"
    match problem:
        case DateProblem.MONTH_FIRST:
            return f"{start}, which has the month before the day. {ask}."
        case DateProblem.NO_SUCH_DAY:
            return f"{start}, which is not a day in the calendar. {ask}."
        case DateProblem.YEAR_UNCLEAR:
            return f"{start}, where the year is not clear. {ask}, with all four digits."
        case DateProblem.A_NUMBER:
            return f"{start}, which is a spreadsheet's number and not a date. {ask}."
        case DateProblem.UNREADABLE:
            return f"{start}, which cannot be read as a date. {ask}, or clear it."


def about_place(text: str, problem: PlaceProblem) -> str:
    """Say why a postcode or UPRN was not read, and how to type it."""
    match problem:
        case PlaceProblem.NOT_A_POSTCODE:
            return (
                f"“{text}” is not a postcode. Type it like ZX1 2AB, or leave it empty."
            )
        case PlaceProblem.NOT_A_UPRN:
            return (
                f"“{text}” is not a UPRN, which is a number of up to 12 digits. "
                "Type it again, or leave it empty."
            )
        case PlaceProblem.DIGITS_LOST:
            return (
                f"“{text}” is a UPRN that the spreadsheet shortened, so digits are "
                "lost. Type all of them, or leave it empty."
            )


def plain_day(day: date) -> str:
    """A day as people write it: 3 January 1973."""
    return f"{day.day} {day:%B %Y}"

"""Until when may an imported row be kept under this pack?"""

import calendar
from datetime import date
from decimal import ROUND_DOWN, Decimal

from register.imports.judging.facts import RowDraft, Rules


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    year += start.year
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def age_on(day: date, draft: RowDraft) -> int | None:
    """The subject's age in years on a day, as nearly as the row tells it."""
    if draft.born is not None:
        had_birthday = (day.month, day.day) >= (draft.born.month, draft.born.day)
        return day.year - draft.born.year - (0 if had_birthday else 1)
    if draft.birth_year is not None:
        return day.year - draft.birth_year
    return draft.approximate_age


def is_under_age(draft: RowDraft, rules: Rules) -> bool:
    """Whether the pack's shorter term for the young applies from the first day."""
    if draft.began_on is None or not rules.under_age:
        return False
    age = age_on(draft.began_on, draft)
    return age is not None and 0 <= age < rules.under_age


def kept_until(draft: RowDraft, rules: Rules) -> date | None:
    """The day the row's term ends, or None where it has no date to count from.

    A row without a category is given the longest term of the pack, so that
    only what is too old under any category is called too old.
    """
    if draft.ends_on is not None:
        return draft.ends_on
    if draft.began_on is None:
        return None
    if draft.category is None:
        months = max(rules.retention_months.values())
    else:
        months = rules.retention_months[draft.category]
    if is_under_age(draft, rules):
        shorter = Decimal(months) * rules.under_age_factor
        months = int(shorter.to_integral_value(rounding=ROUND_DOWN))
    return months_after(draft.began_on, months)

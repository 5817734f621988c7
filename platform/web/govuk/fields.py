"""Which values does a page ask for that need a sentence of their own when wrong?"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from web.govuk.widgets import DayMonthYear


class DateField(forms.MultiValueField):
    """A date typed as day, month and year. Cleans to a `date` or None."""

    widget = DayMonthYear

    def __init__(self, *, not_after: str = "", **options: Any) -> None:
        required = options.pop("required", True)
        self.what = options.get("label", "the date")
        boxes = [forms.CharField(required=False, max_length=9) for _ in range(3)]
        super().__init__(
            fields=boxes, require_all_fields=False, required=required, **options
        )
        self.error_messages["required"] = f"Enter {lower_first(self.what)}."
        self.not_after = not_after

    def compress(self, data_list: list[Any]) -> date | None:
        if not any(data_list):
            return None
        day, month, year = ((part or "").strip() for part in data_list)
        missing = [
            name
            for name, part in (("day", day), ("month", month), ("year", year))
            if not part
        ]
        if missing:
            raise ValidationError(
                f"{self.what} must include a {' and a '.join(missing)}."
            )
        try:
            value = date(int(year), int(month), int(day))
        except ValueError:
            message = f"{self.what} must be a real date, like 27 3 2026."
            raise ValidationError(message) from None
        if value.year < 1900:
            raise ValidationError(f"{self.what} must have a year with four digits.")
        return value


def lower_first(text: str) -> str:
    """Return a label as it reads inside a sentence."""
    return text[:1].lower() + text[1:]

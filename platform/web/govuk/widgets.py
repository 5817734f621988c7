"""Which widgets does the Design System have that Django does not?"""

from datetime import date
from typing import Any

from django import forms


def box(digits: int) -> forms.TextInput:
    """Return a box as wide as what is typed into it."""
    wide = f"govuk-date-input__input govuk-input--width-{digits}"
    return forms.TextInput(
        {"class": wide, "inputmode": "numeric", "autocomplete": "off"}
    )


class DayMonthYear(forms.MultiWidget):
    """Three boxes: people know dates by heart, and pickers get in their way."""

    template_name = "govuk/date.html"
    use_fieldset = True
    parts = ("_day", "_month", "_year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": box(2),
            "month": box(2),
            "year": box(4),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: date | str | None) -> list[Any]:
        if isinstance(value, str) and value:
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return [value, None, None]
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

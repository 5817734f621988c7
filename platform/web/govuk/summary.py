"""How does a page repeat what somebody answered, before it is sent?"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: its question, its value in words."""

    label: str
    value: str


def rows_of(form: forms.Form) -> list[Row]:
    """Return the answers of a form in its order; what was left empty says so.

    The form must be valid.
    """
    return [
        Row(str(field.label or name), in_words(field, form.cleaned_data.get(name)))
        for name, field in form.fields.items()
    ]


def in_words(field: forms.Field, value: Any) -> str:  # noqa: ANN401 - any field's
    """Return one cleaned value as a reader would say it."""
    if value in (None, "", [], ()):
        return "Not given"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    labels = dict(flat(getattr(field, "choices", [])))
    if isinstance(value, list | tuple):
        return "; ".join(labels.get(str(part), str(part)) for part in value)
    return labels.get(str(value), str(value))


def flat(choices: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - Django's choices
    """Return (value, label) pairs, groups opened."""
    pairs: list[tuple[str, str]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            pairs.extend(flat(label))
        else:
            pairs.append((str(value), str(label)))
    return pairs

"""What do the topics of a report have in common?"""

from collections.abc import Mapping
from typing import ClassVar

from django import forms


LONGEST = 4000
NOT_LABELS = "Say what the person did or said, not what they are."


def text(
    label: str, *, rows: int = 0, hint: str = "", longest: int = 200
) -> forms.CharField:
    """Return an optional text field; rows makes it a box of several lines."""
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=widget,
        error_messages={
            "max_length": f"{label} must be {longest} characters or fewer."
        },
    )


def set_choices(form: forms.Form, choices: Mapping[str, list[tuple[str, str]]]) -> None:
    """Give the fields the pack's own choices; a field without any is not asked."""
    for name, pairs in choices.items():
        if pairs:
            form.fields[name].choices = pairs  # type: ignore[attr-defined]
        else:
            del form.fields[name]


class Topic(forms.Form):
    """One page of questions; the title is its heading."""

    title: ClassVar[str]

"""What does a recipient state that it has done?"""

from typing import Any

from django import forms

from sharing.reasons import RecallDone


class AcknowledgeForm(forms.Form):
    done = forms.ChoiceField(
        label="What have you done with it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you did with what you were shown."},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        choices: tuple[RecallDone, ...] = options.pop("choices")
        super().__init__(*given, **options)
        pairs = [(choice.value, choice.label) for choice in choices]
        self.fields["done"].choices = pairs  # type: ignore[attr-defined]

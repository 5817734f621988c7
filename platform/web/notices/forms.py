"""What is asked when not telling is tested again, or a letter has nowhere to go?"""

from typing import Any

from django import forms

from web.appeals.forms import paragraph
from web.govuk.fields import DateField


class RetestForm(forms.Form):
    tell = forms.ChoiceField(
        label="What do you decide today?",
        choices=[
            ("now", "Tell the person now: the letter is sent"),
            ("still-not", "Still do not tell them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the person is told now."},
    )
    reason = paragraph(
        "Why?",
        hint="What has changed, or why telling them would still be dangerous",
        required="Say what has changed, or why telling would still be dangerous.",
        rows=4,
    )
    retest_on = DateField(
        label="If still not: test again on",
        help_text="Leave empty for the last day that the policy allows",
        required=False,
    )


class AddressForm(forms.Form):
    name = forms.CharField(
        label="To whom",
        help_text="A name, or “The occupier”",
        max_length=200,
        error_messages={"required": "Give a name, or “The occupier”."},
    )
    lines = forms.CharField(
        label="Address",
        help_text="One line a line, the postcode last",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Give the lines of an address."},
    )

    def address(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"name": given["name"], "lines": given["lines"].splitlines()}

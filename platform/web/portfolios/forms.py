"""What is an agreement to be about, and what is supposed in a rehearsal?"""

from typing import Any

from django import forms

from documents.receiving import MAX_REQUEST_BYTES
from sharing.homes import limits
from sharing.homes.refusals import SENTENCES, Refusal
from sharing.queries.suppositions import What
from tenants.codes import Activity, Level
from web.govuk.fields import DateField


TOO_LARGE = SENTENCES[Refusal.TOO_LARGE]
LONGEST = 20_000


class UploadForm(forms.Form):
    homes = forms.FileField(
        label="The list of homes",
        help_text=(
            "A CSV file of up to 500,000 rows, or an .xlsx workbook of up to 10,000. Its "
            "first row names the columns: uprn, or postcode and building or address."
        ),
        error_messages={
            "required": "Choose the list of homes.",
            "empty": "The file is empty. Choose the list of homes.",
        },
    )

    def __init__(self, *given: Any, sent_bytes: int = 0, **options: Any) -> None:
        super().__init__(*given, **options)
        if sent_bytes > MAX_REQUEST_BYTES:
            # The file was dropped on the way, and that is not the same as none.
            self.fields["homes"].error_messages["required"] = TOO_LARGE

    def clean_homes(self) -> bytes:
        file = self.cleaned_data["homes"]
        if file.size > limits.MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        content: bytes = file.read()
        return content


def lines(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": missing},
    )


class AreaForm(forms.Form):
    codes = lines(
        "GSS codes of the areas",
        "One a line, such as E09000018. Every home in them is covered.",
        "Enter at least one GSS code, such as E09000018.",
    )


class CasesForm(forms.Form):
    cases = lines(
        "References of the entries",
        "One a line. Only these entries are covered, wherever they are.",
        "Enter at least one reference of a live entry.",
    )


class ReplaceForm(forms.Form):
    leave_out = forms.BooleanField(
        label="Leave out the rows with findings",
        help_text="A check at a home that is left out does not search this register.",
        required=False,
    )


class RehearseForm(forms.Form):
    """What is supposed. Sent in the address: it holds no personal data."""

    all_optional = True

    what = forms.ChoiceField(
        label="What would change?",
        choices=What.choices(),
        error_messages={"required": "Choose what would change."},
    )
    agreement = forms.ChoiceField(
        label="Which agreement?",
        help_text="To suspend it, end it or put its newest version in force",
        required=False,
    )
    activity = forms.ChoiceField(
        label="Which activity?",
        help_text="Only to exclude it",
        choices=[("", "Choose one"), *Activity.choices()],
        required=False,
    )
    level = forms.ChoiceField(
        label="At most how much?",
        help_text="Only to let less, or more, leave",
        choices=[("", "Choose one")]
        + [(one.value, one.label) for one in Level if one != Level.FULL],
        required=False,
    )
    day = DateField(
        label="Which day?", help_text="Only for another day", required=False
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        agreements = options.pop("agreements")
        super().__init__(*given, **options)
        self.fields["agreement"].choices = [  # type: ignore[attr-defined]
            ("", "Any of them"),
            *((str(row.id), f"{row.reference}: {row.recipient}") for row in agreements),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = NEEDED.get(given.get("what", ""))
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, MISSING[needed])
        return given


NEEDED = {
    What.SUSPEND.value: "agreement",
    What.END.value: "agreement",
    What.IN_FORCE.value: "agreement",
    What.EXCLUDE.value: "activity",
    What.CEILING.value: "level",
    What.DAY.value: "day",
}
MISSING = {
    "agreement": "Choose the agreement.",
    "activity": "Choose the activity.",
    "level": "Choose at most how much may leave.",
    "day": "Enter the day.",
}

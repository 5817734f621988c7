"""What does a day's round ask for?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from documents.receiving import MAX_REQUEST_BYTES
from register.imports.reading import limits
from register.imports.reading.refusals import SENTENCES, Refusal
from sharing.check.batches.tables import Common
from tenants.codes import Activity, Purpose
from web.check.forms import CHOOSE, offer


PASTED_MAX = 200_000
TOO_LARGE = SENTENCES[Refusal.TOO_LARGE]
NOTHING = "Choose the file of your visits, or paste them."


class RoundForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Why are you checking?",
        choices=CHOOSE + Purpose.choices(),
        error_messages={"required": "Choose why you are checking."},
    )
    activity = forms.ChoiceField(
        label="What work is it?",
        required=False,
        help_text="For visits whose own line does not say.",
    )
    file = forms.FileField(
        label="The file of your visits",
        required=False,
        help_text="A CSV file or an .xlsx workbook with a heading over each column:"
        " UPRN, address, postcode, name, date of birth, job, work.",
        error_messages={"empty": "The file is empty. Choose the file of your visits."},
    )
    pasted = forms.CharField(
        label="Or paste them",
        required=False,
        max_length=PASTED_MAX,
        help_text="Straight from a spreadsheet, with the headings in the first line.",
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
    )

    all_optional = True
    """The file or the text is needed, so neither is marked as optional."""

    def __init__(
        self,
        *given: Any,
        works: Sequence[Activity],
        sent_bytes: int = 0,
        **options: Any,
    ) -> None:
        super().__init__(*given, **options)
        self.was_dropped = sent_bytes > MAX_REQUEST_BYTES
        offer(self, works)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if self.was_dropped or (file and file.size > limits.MAX_FILE_BYTES):
            self.add_error("file", TOO_LARGE)
        elif not file and not given.get("pasted") and "file" not in self.errors:
            self.add_error("file", NOTHING)
        return given

    def data_sent(self) -> bytes:
        """The file's bytes, or what was pasted."""
        file = self.cleaned_data["file"]
        sent: bytes = file.read() if file else self.cleaned_data["pasted"].encode()
        return sent

    def common(self) -> Common:
        return Common(
            purpose=self.cleaned_data["purpose"],
            activity=self.cleaned_data.get("activity") or None,
        )

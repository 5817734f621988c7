"""What is asked of whoever reports, answers or closes a misuse case?"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from sharing.misuse_states import MisuseKind, MisuseOutcome
from web.agreements.forms import extra, needed, number, one_of
from web.govuk.fields import DateField


NAMES_NOBODY = "Both organisations read this. Write nobody's name or address"


class ReportForm(forms.Form):
    kind = one_of("What went wrong?", MisuseKind.choices())
    what_happened = needed("What happened?", rows=5, longest=4000, hint=NAMES_NOBODY)
    people_affected = number(
        "How many people's warnings does it concern?",
        initial=1,
        hint="0 if you do not know",
    )
    aware_on = DateField(label="The day on which you became aware of it")
    aware_time = forms.TimeField(
        label="At what time?",
        help_text="Like 14:30. The 72 hours count from then",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time, like 14:30.",
            "invalid": "The time must look like 14:30.",
        },
    )

    def aware_at(self) -> datetime:
        """The moment, as the clocks here showed it."""
        day, hour = self.cleaned_data["aware_on"], self.cleaned_data["aware_time"]
        return timezone.make_aware(datetime.combine(day, hour or time()))


class TaskForm(forms.Form):
    note = needed("What was done?", rows=4, longest=2000, hint=NAMES_NOBODY)


class DecideForm(forms.Form):
    tell_ico = one_of(
        "Does your organisation tell the Information Commissioner?",
        [("yes", "Yes"), ("no", "No: a risk to people is unlikely")],
    )
    reason = needed("Why?", rows=4, longest=2000)
    ico_reference = extra("The ICO's reference, if you have one", longest=60)
    late_reason = extra(
        "Why later than 72 hours?", rows=3, longest=2000, hint="Only if it is later"
    )


class CloseForm(forms.Form):
    outcome = one_of("How did it end?", MisuseOutcome.choices())
    reason = needed("On what grounds?", rows=4, longest=2000, hint=NAMES_NOBODY)


class ClaimForm(forms.Form):
    """Nothing is asked: the page says what leaves."""


def given_of(form: ReportForm) -> dict[str, Any]:
    """Return what a report's action takes."""
    given = form.cleaned_data
    return {
        "kind": given["kind"],
        "what_happened": given["what_happened"],
        "people_affected": given["people_affected"],
        "aware_at": form.aware_at(),
    }

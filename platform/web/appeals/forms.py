"""What is asked when an appeal is taken in, arranged, heard and decided?"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from register.actions.appeals.outcomes import Ruling
from register.actions.appeals.recording import AppealWords
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.policy.appeals import EntryChange
from tenants.codes import Category, Precaution
from web.govuk.fields import DateField
from web.reports.asking import text


LONDON = ZoneInfo("Europe/London")
OWN_WORDS = "In their own words, as they wrote or said them"


def paragraph(
    label: str, *, required: str, hint: str = "", rows: int = 6
) -> forms.CharField:
    """Return a box of several lines that must be filled in."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=8000,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": required},
    )


def route() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="How did it reach us?",
        choices=Route.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it reached us."},
    )


class RecordForm(forms.Form):
    route = route()
    received_on = DateField(label="The day it reached us")
    grounds = paragraph(
        "What the person says",
        hint=OWN_WORDS,
        required="Write down what the person says, in their own words.",
    )
    represented_by = text("Who speaks for them", hint="If somebody else does")
    late_reason = text(
        "If it is late, why is it heard all the same?", rows=2, longest=1000
    )

    def words(self) -> AppealWords:
        given = self.cleaned_data
        return AppealWords(
            grounds=given["grounds"],
            route=Route(given["route"]),
            received_on=given["received_on"],
            represented_by=given["represented_by"],
            late_reason=given["late_reason"],
        )


class ReplyForm(forms.Form):
    route = route()
    received_on = DateField(label="The day it reached us")
    text = paragraph(
        "What the person says",
        hint=OWN_WORDS,
        required="Write down what the person says, in their own words.",
    )


class MemberForm(forms.Form):
    member = forms.ChoiceField(
        label="Who hears the appeal?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a panel member."},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        people = options.pop("people")
        super().__init__(*given, **options)
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            (str(pk), name) for pk, name in people
        ]


class HearingForm(forms.Form):
    day = DateField(label="Day of the hearing")
    time = forms.TimeField(
        label="Time",
        help_text="Like 14:30",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time of the hearing.",
            "invalid": "Enter the time as hours and minutes, like 14:30.",
        },
    )
    place = forms.CharField(
        label="Where, or how the person joins",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say where the hearing is, or how to join it."},
    )

    def hearing_at(self) -> datetime:
        given = self.cleaned_data
        return datetime.combine(given["day"], given["time"], tzinfo=LONDON)


class PapersForm(forms.Form):
    names = forms.CharField(
        label="Other names to leave out of the person's copy",
        help_text=(
            "One a line. Names of our staff, and of whoever was harmed, saw or told it, "
            "are left out already. Read the copy before it is posted."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def listed(self) -> list[str]:
        return [name for name in self.cleaned_data["names"].splitlines() if name]


class CommentForm(forms.Form):
    text = paragraph(
        "What do you want the panel to know?",
        required="Write what you want the panel to know.",
        hint="Your report is in the papers already",
    )


class WithdrawalForm(forms.Form):
    words = paragraph(
        "How did the person take the appeal back?",
        required="Write down how and in what words the person took it back.",
        rows=3,
    )


class ViewForm(forms.Form):
    view = forms.ChoiceField(
        label="Your own view",
        choices=AppealOutcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your view."},
    )
    reasons = paragraph("Why", required="Say why you hold this view.", rows=4)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What did the panel find?",
        choices=AppealOutcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel found."},
    )
    effect = forms.ChoiceField(
        label="What happens to the entry?",
        choices=AppealEffect.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to the entry."},
    )
    reasons = paragraph(
        "Why did the panel decide so?",
        hint="The person reads this in their letter. Name nobody.",
        required="Say why the panel decided so.",
    )
    ends_on = DateField(label="If changed: the new, earlier end", required=False)
    category = forms.ChoiceField(
        label="If changed: the kind of risk",
        required=False,
        choices=[("", "As it is"), *Category.choices()],
    )
    precautions = forms.MultipleChoiceField(
        label="If changed: what staff must do",
        help_text="Leave all empty to keep what stands",
        required=False,
        choices=Precaution.choices(),
        widget=forms.CheckboxSelectMultiple,
    )
    summary = text("If changed: the facts in short", rows=2, longest=250)

    def ruling(self) -> Ruling:
        given = self.cleaned_data
        return Ruling(
            outcome=AppealOutcome(given["outcome"]),
            effect=AppealEffect(given["effect"]),
            reasons=given["reasons"],
            change=EntryChange(
                ends_on=given["ends_on"],
                category=Category(given["category"]) if given["category"] else None,
                precautions=tuple(Precaution(p) for p in given["precautions"]) or None,
                summary=given["summary"] or None,
            ),
        )

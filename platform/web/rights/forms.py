"""What does each step of a rights request ask?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from rights.shown import PersonFound, RequestPage
from rights.states import (
    MAY_CHANGE,
    Effect,
    PauseAbout,
    RequestKind,
    RequestOutcome,
    Treatment,
)
from web.govuk.fields import DateField


LONG = 4000


def words(
    label: str, *, required: str, hint: str = "", rows: int = 4, longest: int = LONG
) -> forms.CharField:
    """A box of several lines that must be filled."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea({"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"{label}: use {longest} characters or fewer.",
        },
    )


def chosen(
    label: str, choices: list[tuple[str, str]], *, required: str
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required},
    )


class ReceiveForm(forms.Form):
    kind = chosen(
        "What do they ask?",
        RequestKind.choices(),
        required="Choose what they ask.",
    )
    received_on = DateField(
        label="Day it was received",
        help_text="The clock runs from this day. For example, 27 3 2026",
    )
    received_how = forms.CharField(
        label="How did it arrive?",
        help_text="By letter, e-mail, telephone, at the counter",
        max_length=200,
        error_messages={"required": "Say how it arrived."},
    )
    requester_name = forms.CharField(
        label="Who asks?",
        max_length=200,
        error_messages={"required": "Enter the name of whoever asks."},
    )
    requester_address = forms.CharField(
        label="Where is the answer sent?",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    acting_for = forms.CharField(
        label="If they act for somebody, whom and by what authority?",
        required=False,
        max_length=300,
    )
    what_asked = words(
        "What do they ask, in their words?", required="Write down what they ask."
    )


class FindForm(forms.Form):
    """By any of these; what is typed is posted and never in an address."""

    name = forms.CharField(label="Name", required=False, max_length=200)
    born = DateField(label="Date of birth", required=False)
    entry_reference = forms.CharField(
        label="Reference of an entry or a report", required=False, max_length=20
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given["name"] or given["entry_reference"]):
            self.add_error("name", "Enter a name or a reference.")
        return given


class PersonForm(forms.Form):
    """Which of the records found are this person."""

    subjects = forms.TypedMultipleChoiceField(
        label="Which of these records are about them?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one record."},
    )

    def __init__(
        self, *args: Any, people: Iterable[PersonFound], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subjects"]
        field.choices = [(str(one.id), described(one)) for one in people]  # type: ignore[attr-defined]


def described(person: PersonFound) -> str:
    parts = (
        person.display,
        f"also {person.other_names}" if person.other_names else "",
        f"born {person.born}" if person.born else "",
        person.place if person.place != person.display else "",
        ", ".join(person.references),
    )
    return "; ".join(part for part in parts if part)


class IdentityForm(forms.Form):
    how = words(
        "How did you make sure who they are?",
        required="Say how you made sure who they are.",
        hint="What you looked at, never a copy of it. If they act for somebody, their authority too.",
        rows=3,
        longest=500,
    )


class PauseForm(forms.Form):
    about = chosen(
        "What is unclear?",
        PauseAbout.choices(),
        required="Choose what is unclear.",
    )
    asked = words(
        "What did you ask the person?", required="Say what you asked.", rows=3
    )


class ReasonForm(forms.Form):
    reason = words(
        "Why is the request complex?",
        required="Say why the request is complex; the person is told.",
    )


class OwnerForm(forms.Form):
    owner = forms.ChoiceField(
        label="Who takes it over?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who takes it over."},
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(people)  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """How one line of the copy is shown."""

    treatment = chosen(
        "How is it shown?",
        Treatment.choices(),
        required="Choose how the line is shown.",
    )
    shown = forms.CharField(
        label="The words that are shown, if some are taken out",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Put … where you take something out.",
    )
    reason = forms.CharField(
        label="Why it is kept back",
        required=False,
        max_length=500,
        help_text="The person reads this, unless the line is left out altogether.",
    )


class TakeOutForm(forms.Form):
    words = forms.CharField(
        label="Take a name or words out of every line",
        max_length=200,
        help_text="For names that the review finds and the program did not know.",
        error_messages={"required": "Enter the name, or the words, to take out."},
    )


class PlainForm(forms.Form):
    """A step that asks nothing more."""


class AnswerForm(forms.Form):
    outcome = chosen(
        "What is the answer?",
        RequestOutcome.choices(),
        required="Choose the answer.",
    )
    reasons = words(
        "The reasons, as the person reads them in the letter",
        required="Give the reasons; the person reads them in the letter.",
        rows=6,
    )
    changes = forms.MultipleChoiceField(
        label="What changes on the register?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "A restriction is made at once. Corrections and ends wait for a decision "
            "officer."
        ),
    )

    def __init__(self, *args: Any, request: RequestPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        effects = [
            effect
            for effect in Effect
            if effect in MAY_CHANGE[RequestKind(request.line.kind)]
        ]
        choices = [
            (f"{effect}|{entry}", f"{entry}: {effect.label.lower()}")
            for entry in request.entries
            for effect in effects
        ]
        if choices:
            self.fields["changes"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["changes"]

    def wanted(self) -> set[tuple[Effect, str]]:
        """Which effect on which entry."""
        pairs = (value.split("|", 1) for value in self.cleaned_data.get("changes", ()))
        return {(Effect(effect), entry) for effect, entry in pairs}

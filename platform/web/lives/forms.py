"""What does a step in an entry's life ask?

Each form carries the version of the entry that its reader saw, so that a change made
meanwhile is noticed and nothing that was typed is lost.
"""

from typing import Any

from django import forms

from register.actions.corrections import Correction
from register.actions.keeping import Keeping
from register.facts import Audience
from register.shown import EntryPage
from sharing.queries import TeamChoice
from tenants.codes import Category, Precaution
from tenants.packs import Pack
from web.decisions.decided import criteria_of
from web.decisions.forms import AudienceForm, FactorsForm
from web.decisions.steps import factor_choices
from web.govuk.fields import DateField
from web.reports.asking import NOT_LABELS, text
from web.reports.topics import category_choices


class Versioned(forms.Form):
    """A form about an entry as it was read."""

    all_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(Versioned):
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why."},
    )


class KeepForm(FactorsForm, Versioned):
    """Every criterion answered anew, for how long, and which teams see it."""

    title = "Review this entry"

    months = forms.IntegerField(
        label="For fewer months than usual?",
        help_text="Leave empty for the register's own term, counted from today",
        required=False,
        min_value=1,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={
            "invalid": "Enter the number of months as digits, like 6.",
            "min_value": "Enter at least 1 month.",
        },
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        self.teams: list[TeamChoice] = options.pop("teams")
        pack: Pack = options.pop("pack")
        choices = factor_choices(pack)
        super().__init__(*given, choices=choices, **options)
        # It is kept, or else removed on the page for that.
        self.fields.pop("outcome")
        self.fields["proportionality"].label = "Why is keeping it proportionate?"
        self.fields |= AudienceForm(teams=self.teams).fields

    def chosen(self) -> list[Any]:
        return [
            team.team_id
            for team in self.teams
            if self.cleaned_data.get(f"team-{team.team_id}")
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.chosen() and not given.get("reason"):
            self.add_error("reason", "Say why these teams need to see it.")
        return given

    def asked(self) -> Keeping:
        given = self.cleaned_data
        return Keeping(
            criteria=criteria_of(given),
            proportionality=given["proportionality"],
            audience=tuple(
                Audience(team_id=team, reason=given["reason"]) for team in self.chosen()
            ),
            months=given["months"],
        )


class CorrectForm(Versioned):
    category = forms.ChoiceField(label="Kind of risk", widget=forms.RadioSelect)
    category_text = text("Another kind of risk", hint="Only if you chose “Other”")
    precautions = forms.MultipleChoiceField(
        label="What must workers do?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing workers must do."},
    )
    summary = forms.CharField(
        label="The facts in one or two sentences",
        max_length=250,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"{NOT_LABELS} No names. Up to 250 characters.",
        required=False,
        error_messages={"max_length": "The facts must be 250 characters or fewer."},
    )
    order_ends_on = DateField(
        label="Date the court order ends", required=False, help_text="If there is one"
    )
    reason = forms.CharField(
        label="Why is it corrected?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it is corrected."},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        pack: Pack = options.pop("pack")
        super().__init__(*given, **options)
        categories: Any = self.fields["category"]
        categories.choices = category_choices(pack)
        precautions: Any = self.fields["precautions"]
        precautions.choices = [(code.value, code.label) for code in pack.precautions]

    def asked(self) -> Correction:
        given = self.cleaned_data
        return Correction(
            category=Category(given["category"]),
            category_text=given["category_text"],
            precautions=tuple(Precaution(code) for code in given["precautions"]),
            summary=given["summary"],
            order_ends_on=given["order_ends_on"],
        )


def as_it_says(entry: EntryPage) -> dict[str, Any]:
    """What the entry says now, for the form that corrects it."""
    return {
        "category": entry.category,
        "category_text": entry.category_text,
        "precautions": [precaution.value for precaution in entry.precautions],
        "summary": entry.summary,
        "order_ends_on": entry.order_ends_on,
        "version": entry.version,
    }

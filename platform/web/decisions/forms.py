"""What must a decision officer weigh and say?"""

from typing import Any

from django import forms

from register.facts import CRITERIA
from tenants.codes import Follows
from web.govuk.fields import DateField
from web.reports.asking import NOT_LABELS, Topic, set_choices, text


def weighed(label: str, hint: str = "") -> forms.CharField:
    """Return a factor: it must be answered, if only with 'not known'."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": f"{label}: say what you weighed, or “not known”."},
    )


class FactorsForm(Topic):
    title = "What you weighed"

    severity = weighed("How serious was it?", CRITERIA["severity"])
    time_since = weighed("How long ago was it?")
    previous_conduct = weighed("How did the person behave before?")
    current_conduct = weighed("How does the person behave now?")
    one_off_or_circumstances = weighed(
        "Was it a single event?", "Or an illness, or a hard time of life"
    )
    animal_still_there = weighed("Is the animal still there?", "Or “not applicable”")
    compulsory = forms.MultipleChoiceField(
        label="Which of these make an entry compulsory?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    discretionary = forms.MultipleChoiceField(
        label="Which of these leave it to you?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    under_18 = forms.ChoiceField(
        label="Is the person under 18?",
        choices=[("NO", "No"), ("YES", "Yes"), ("NOT_KNOWN", "Not known")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the person is under 18."},
    )
    outcome = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    proportionality = forms.CharField(
        label="Why is that proportionate?",
        help_text="Why this outcome and nothing less or more",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why your decision is proportionate."},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        choices = options.pop("choices")
        super().__init__(*given, **options)
        set_choices(self, choices)


class RulingForm(Topic):
    title = "What workers must do, and for how long"

    category = forms.ChoiceField(
        label="Kind of risk",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of risk."},
    )
    category_text = text("Another kind of risk", hint="Only if you chose “Other”")
    order_ends_on = DateField(
        label="Date the court order ends", required=False, help_text="If there is one"
    )
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
    follows = forms.ChoiceField(
        label="What does the entry follow if somebody moves?",
        choices=Follows.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the entry follows."},
    )
    months = forms.IntegerField(
        label="For fewer months than usual?",
        help_text="Leave empty for the register's own term",
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
    consulted = forms.MultipleChoiceField(
        label="Whom did you consult?",
        help_text="The register asks it before an entry is made.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Consult them first, then tick whom you asked."},
    )
    joins = text(
        "Add it to an entry that stands already?",
        hint="Its reference, like E-7K3M9QXA. Leave empty to make a new entry.",
        longest=20,
    )
    ring_name = text("Whom should workers ring?", hint="A role, not a person")
    ring_phone = text("Their telephone number", longest=30)
    shareable = forms.ChoiceField(
        label="May it ever be released to partners?",
        choices=[
            ("yes", "Yes, if the sharing officer decides so"),
            ("no", "No, never"),
        ],
        initial="yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        choices = options.pop("choices")
        super().__init__(*given, **options)
        set_choices(self, choices)


class AudienceForm(Topic):
    title = "Which teams are to see it"

    def __init__(self, *given: Any, **options: Any) -> None:
        self.teams = options.pop("teams")
        super().__init__(*given, **options)
        for team in self.teams:
            if not team.reasons:
                self.fields[f"team-{team.team_id}"] = forms.BooleanField(
                    label=f"{team.name} ({people(team.size)})", required=False
                )
        self.fields["reason"] = forms.CharField(
            label="Why do these teams need to see it?",
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 3}),
        )

    def chosen(self) -> list[Any]:
        """Return the ids of the teams that were ticked."""
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


class TellForm(Topic):
    title = "Telling the person"

    tell = forms.ChoiceField(
        label="Will the person be told by letter?",
        choices=[("yes", "Yes, send the letter"), ("no", "No, do not tell them")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the person is told."},
    )
    not_told_reason = forms.CharField(
        label="Why not?",
        help_text="Only where telling would put somebody in serious danger",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("tell") == "no" and not given.get("not_told_reason"):
            self.add_error("not_told_reason", "Say why the person is not to be told.")
        return given


def people(count: int) -> str:
    """Return a head count in words."""
    return "1 person" if count == 1 else f"{count} people"

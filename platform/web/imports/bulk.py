"""What does somebody decide about several reports at once, and what of each?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from register.facts import (
    NOT_APPLICABLE,
    NOT_KNOWN,
    Answer,
    Audience,
    Criteria,
)
from register.imports.pages import AwaitingLine, AwaitingPage
from register.states import Outcome
from sharing.queries import TeamChoice
from tenants.codes import Precaution


CRITERION_MAX = 300
LACKING = (
    "{count} of the {of} you chose propose no precaution. Choose what workers must do"
    " there, or leave those out."
)


class BulkForm(forms.Form):
    """One outcome and one reason for all; criteria of its own for each."""

    all_optional = True

    every_one = forms.BooleanField(
        label="Choose every report on this page",
        help_text="When you approve, those that rest on told alone are passed over.",
        required=False,
    )
    outcome_choice = forms.ChoiceField(
        label="What do you decide about the reports you choose?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    proportionality = forms.CharField(
        label="Why this is proportionate",
        help_text="One reason, kept with each of the decisions.",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why this is proportionate."},
    )
    precautions = forms.MultipleChoiceField(
        label="What must workers do where no precaution is proposed?",
        help_text="A precaution that a report proposes stays as it is.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose precautions from the list."},
    )
    team_reason = forms.CharField(
        label="Why these teams need to see the entries",
        required=False,
        max_length=500,
    )

    def __init__(
        self,
        *args: Any,
        page: AwaitingPage,
        teams: Sequence[TeamChoice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = page.lines
        self.teams = [team for team in teams if not team.reasons]
        outcome = self.fields["outcome_choice"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101  declared above
        outcome.choices = list(page.outcomes)
        offered = self.fields["precautions"]
        assert isinstance(offered, forms.MultipleChoiceField)  # noqa: S101  as above
        offered.choices = list(page.precautions)
        if all(line.precautions for line in page.lines):
            del self.fields["precautions"]
        for line in page.lines:
            self._add_line(line, page)
        for index, team in enumerate(self.teams):
            self.fields[f"team_{index}"] = forms.BooleanField(
                label=f"{team.name} ({team.size} people)", required=False
            )

    def _add_line(self, line: AwaitingLine, page: AwaitingPage) -> None:
        self.fields[f"pick_{line.reference}"] = forms.BooleanField(
            label=f"Choose {line.reference}",
            required=False,
            disabled=bool(line.why_not),
        )
        for name, words in page.criteria.items():
            nothing = name == "animal_still_there" and not line.is_animal
            self.fields[f"{name}_{line.reference}"] = forms.CharField(
                label=words,
                initial=NOT_APPLICABLE if nothing else NOT_KNOWN,
                max_length=CRITERION_MAX,
                required=False,
            )
        self.fields[f"under_18_{line.reference}"] = forms.ChoiceField(
            label="Under 18",
            choices=[("YES", "Yes"), ("NO", "No"), ("NOT_KNOWN", "Not known")],
            initial=str(line.under_18),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """At least one report, what it lacks, and a reason where a team is chosen."""
        cleaned = super().clean() or self.cleaned_data
        chosen = self.chosen()
        if not chosen:
            self.add_error(None, "Choose at least one report.")
        lacking = [line for line in chosen if not line.precautions]
        approving = cleaned.get("outcome_choice") == Outcome.APPROVE
        if approving and lacking and not cleaned.get("precautions"):
            self.add_error(
                "precautions", LACKING.format(count=len(lacking), of=len(chosen))
            )
        if self._team_ids() and not cleaned.get("team_reason", "").strip():
            self.add_error(
                "team_reason", "Say why these teams need to see the entries."
            )
        return cleaned

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome_choice"])

    def chosen(self) -> list[AwaitingLine]:
        """The reports that were ticked, or every one that may be decided so."""
        if not self.cleaned_data.get("every_one"):
            picked = self.cleaned_data
            return [line for line in self.lines if picked.get(f"pick_{line.reference}")]
        approving = self.cleaned_data.get("outcome_choice") == Outcome.APPROVE
        return [
            line
            for line in self.lines
            if not line.why_not and not (approving and line.told_alone)
        ]

    def precautions_said(self) -> tuple[Precaution, ...]:
        """What workers must do where a report proposes nothing."""
        return tuple(map(Precaution, self.cleaned_data.get("precautions", ())))

    def criteria_of(self, line: AwaitingLine) -> Criteria:
        """What was recorded of one report, criterion by criterion."""

        def said(name: str) -> str:
            text = self.cleaned_data.get(f"{name}_{line.reference}", "")
            return " ".join(str(text).split())

        return Criteria(
            severity=said("severity"),
            time_since=said("time_since"),
            previous_conduct=said("previous_conduct"),
            current_conduct=said("current_conduct"),
            one_off_or_circumstances=said("one_off_or_circumstances"),
            animal_still_there=said("animal_still_there"),
            compulsory=(),
            discretionary=(),
            under_18=Answer(said("under_18") or Answer.NOT_KNOWN),
        )

    def audience(self) -> list[Audience]:
        """The teams that are to see the entries, with the reason."""
        reason = self.cleaned_data["team_reason"].strip()
        return [Audience(team_id=each, reason=reason) for each in self._team_ids()]

    def rows(
        self,
    ) -> list[tuple[AwaitingLine, forms.BoundField, list[forms.BoundField]]]:
        """Each report with its tick box and its criteria, for the page."""
        return [
            (
                line,
                self[f"pick_{line.reference}"],
                [
                    self[name]
                    for name in self.fields
                    if name.endswith(f"_{line.reference}")
                    and not name.startswith("pick_")
                ],
            )
            for line in self.lines
        ]

    def team_boxes(self) -> list[forms.BoundField]:
        return [self[f"team_{index}"] for index in range(len(self.teams))]

    def _team_ids(self) -> list[Any]:
        return [
            team.team_id
            for index, team in enumerate(self.teams)
            if self.cleaned_data.get(f"team_{index}")
        ]

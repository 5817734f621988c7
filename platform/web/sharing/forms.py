"""To whom is an entry given, how much of it, and why to each?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from sharing.actions.choices import Choice, EntryPick, TeamPick
from tenants.codes import Level


LEVELS = [(level.value, level.label) for level in Level if level != Level.FULL]
LONGEST = 2000
NO_REASON = "Say why it is proportionate to share this with {whom}."


class ChoosingForm(forms.Form):
    """Boxes, none ticked in advance; each one ticked has a level and a reason."""

    def add_choice(self, key: str, *, whom: str, ceiling: Level) -> None:
        """Put one box with its own level and its own reason on the form."""
        self.fields[key] = forms.BooleanField(label=whom, required=False)
        self.fields[f"level-{key}"] = forms.ChoiceField(
            label=f"What {whom} may see",
            choices=[pair for pair in LEVELS if Level(pair[0]) <= ceiling],
            initial=ceiling.value,
            required=False,
        )
        self.fields[f"reason-{key}"] = forms.CharField(
            label=f"Why it is proportionate to share this with {whom}",
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        )

    def parts(self, key: str) -> dict[str, Any]:
        """Return one choice's three fields, for the page."""
        return {
            "box": self[key],
            "level": self[f"level-{key}"],
            "reason": self[f"reason-{key}"],
        }

    def ticked(self, key: str) -> bool:
        return bool(self.cleaned_data.get(key))

    def level_of(self, key: str, ceiling: Level) -> Level:
        return Level(self.cleaned_data.get(f"level-{key}") or ceiling)

    def reason_of(self, key: str) -> str:
        return str(self.cleaned_data.get(f"reason-{key}") or "").strip()

    def demand_reasons(self, named: Iterable[tuple[str, str]]) -> None:
        """Each one ticked needs its own reason; pairs of a key and whom it names."""
        for key, whom in named:
            if self.ticked(key) and not self.reason_of(key):
                self.add_error(f"reason-{key}", NO_REASON.format(whom=whom))


class ReleaseForm(ChoosingForm):
    """One entry: a choice for each partner and own team that may be given it."""

    def __init__(self, *given: Any, **options: Any) -> None:
        self.partners = options.pop("partners")
        self.teams = options.pop("teams")
        super().__init__(*given, **options)
        for partner in self.partners:
            whom = f"{partner.organisation}: {partner.activity_label.lower()}"
            self.add_choice(partner.key, whom=whom, ceiling=partner.ceiling)
        for team in self.teams:
            self.add_choice(team.key, whom=team.name, ceiling=Level.SUMMARY)

    def partner_boxes(self) -> list[dict[str, Any]]:
        return [{"one": one, **self.parts(one.key)} for one in self.partners]

    def team_boxes(self) -> list[dict[str, Any]]:
        return [{"one": one, **self.parts(one.key)} for one in self.teams]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        everyone = [*self.partners, *self.teams]
        if not any(given.get(one.key) for one in everyone):
            where = everyone[0].key if everyone else None
            self.add_error(
                where, "Choose at least one partner or team, or leave this page."
            )
        self.demand_reasons((one.key, name_of(one)) for one in everyone)
        return given

    def chosen_partners(self) -> list[tuple[Any, Level, str]]:
        """Return each partner ticked, its level and its reason. Only when valid."""
        return [
            (one, self.level_of(one.key, one.ceiling), self.reason_of(one.key))
            for one in self.partners
            if self.ticked(one.key)
        ]

    def chosen_teams(self) -> list[tuple[Any, Level, str]]:
        """The same for own teams."""
        return [
            (one, self.level_of(one.key, Level.SUMMARY), self.reason_of(one.key))
            for one in self.teams
            if self.ticked(one.key)
        ]

    def choices(self) -> list[Choice]:
        return [
            Choice(one.agreement_id, one.activity, level.value, reason)
            for one, level, reason in self.chosen_partners()
        ]

    def picks(self) -> list[TeamPick]:
        return [
            TeamPick(one.team_id, level.value, reason)
            for one, level, reason in self.chosen_teams()
        ]


def name_of(one: Any) -> str:  # noqa: ANN401 - a partner or a team
    return getattr(one, "organisation", "") or str(one.name)


class BulkForm(ChoosingForm):
    """Several entries for one partner: a reason for each, or one confirmed for each."""

    shared_reason = forms.CharField(
        label="A reason that holds for several of them",
        help_text="It counts only for the entries where you confirm it.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        self.entries = options.pop("entries")
        super().__init__(*given, **options)
        for entry in self.entries:
            self.add_choice(entry.key, whom=entry.reference, ceiling=entry.ceiling)
            self.fields[f"same-{entry.key}"] = forms.BooleanField(
                label=f"The reason above holds for {entry.reference}", required=False
            )

    def boxes(self) -> list[dict[str, Any]]:
        return [
            {"one": one, **self.parts(one.key), "same": self[f"same-{one.key}"]}
            for one in self.entries
        ]

    def reason_of(self, key: str) -> str:
        own = super().reason_of(key)
        if own or not self.cleaned_data.get(f"same-{key}"):
            return own
        return str(self.cleaned_data.get("shared_reason") or "").strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(one.key) for one in self.entries):
            where = self.entries[0].key if self.entries else None
            self.add_error(where, "Choose at least one entry, or leave this page.")
        for one in self.entries:
            if self.ticked(one.key) and not self.reason_of(one.key):
                self.add_error(
                    f"reason-{one.key}",
                    f"Write a reason for {one.reference}, or confirm that the reason "
                    "at the top holds for it.",
                )
        return given

    def chosen(self) -> list[tuple[Any, Level, str]]:
        """Return each entry ticked, its level and its reason. Only when valid."""
        return [
            (one, self.level_of(one.key, one.ceiling), self.reason_of(one.key))
            for one in self.entries
            if self.ticked(one.key)
        ]

    def picks(self) -> list[EntryPick]:
        return [
            EntryPick(one.reference, level.value, reason)
            for one, level, reason in self.chosen()
        ]


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why it is taken back."},
    )

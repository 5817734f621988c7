"""To whom is an entry released, and why?"""

from typing import Any

from django import forms

from tenants.codes import Level


LEVELS = [(level.value, level.label) for level in Level if level != Level.FULL]


class ReleaseForm(forms.Form):
    """One box a partner that may receive it; none is ticked in advance."""

    proportionality = forms.CharField(
        label="Why is it proportionate to share this?",
        help_text="Say what their people will be doing there",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why sharing this is proportionate."},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        self.partners = options.pop("partners")
        super().__init__(*given, **options)
        for partner in self.partners:
            self.fields[partner.key] = forms.BooleanField(
                label=f"Release to {partner.organisation}", required=False
            )
            self.fields[f"level-{partner.key}"] = forms.ChoiceField(
                label=f"What {partner.organisation} may see",
                choices=[pair for pair in LEVELS if within(pair[0], partner.ceiling)],
                initial=partner.ceiling,
                required=False,
            )

    def boxes(self) -> list[dict[str, Any]]:
        """Return each partner with its own two fields, for the page."""
        return [
            {
                "partner": partner,
                "box": self[partner.key],
                "level": self[f"level-{partner.key}"],
            }
            for partner in self.partners
        ]

    def chosen(self) -> list[tuple[Any, Level]]:
        """Return the partners ticked and the level for each. Only when valid."""
        return [
            (
                partner,
                Level(self.cleaned_data[f"level-{partner.key}"] or partner.ceiling),
            )
            for partner in self.partners
            if self.cleaned_data.get(partner.key)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(partner.key) for partner in self.partners):
            message = "Choose at least one partner, or leave this page."
            if self.partners:
                self.add_error(self.partners[0].key, message)
            else:
                self.add_error(None, message)
        return given


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why it is taken back."},
    )


def within(level: str, ceiling: str) -> bool:
    return Level(level) <= Level(ceiling)

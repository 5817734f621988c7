"""What does somebody say who makes two records one, or keeps them apart?"""

from collections.abc import Sequence
from uuid import UUID

from django import forms

from register.queries.matches import Choice, PairPage


REASON_MAX = 500
ONE, OTHER = "one", "other"


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why, in a sentence."},
    )


class PairForm(forms.Form):
    """Which record stays, and from which each differing thing is taken."""

    def __init__(self, *args: object, page: PairPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.page = page
        self.fields["keep"] = forms.ChoiceField(
            label="Which record stays?",
            choices=[(ONE, f"A: {page.one.title}"), (OTHER, f"B: {page.other.title}")],
            initial=ONE,
            widget=forms.RadioSelect,
        )
        for choice in self.differing:
            self.fields[f"take_{choice.field}"] = forms.ChoiceField(
                label=f"{choice.label} to keep",
                choices=[(ONE, choice.one), (OTHER, choice.other)],
                initial=ONE,
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = _reason("Why?")

    @property
    def differing(self) -> Sequence[Choice]:
        return [choice for choice in self.page.choices if choice.differs]

    def kept(self) -> UUID:
        page = self.page
        return page.one.id if self.cleaned_data["keep"] == ONE else page.other.id

    def of_other(self) -> list[str]:
        """What is taken from the record that does not stay."""
        keep = self.cleaned_data["keep"]
        return [
            choice.field
            for choice in self.differing
            if self.cleaned_data[f"take_{choice.field}"] != keep
        ]


class UndoForm(forms.Form):
    reason = _reason("Why are they two after all?")

"""What may the register be filtered by, and what does a removal ask?"""

from typing import Any

from django import forms

from register.states import EntryState
from tenants.codes import Category
from tenants.packs import Pack


class FilterForm(forms.Form):
    """No names and no addresses: a filter is part of the page's address."""

    all_optional = True

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any"), *EntryState.choices()],
    )
    category = forms.ChoiceField(
        label="Kind of risk",
        required=False,
        choices=[("", "Any")],
    )

    def __init__(self, *given: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*given, **options)
        held = list(dict.fromkeys([*pack.categories, *Category]))
        field = self.fields["category"]
        field.choices = [  # type: ignore[attr-defined]
            ("", "Any"),
            *((category.value, pack.label_of(category)) for category in held),
        ]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is it removed?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why the entry is removed."},
    )

"""How far ahead does somebody look?"""

from django import forms


class AheadForm(forms.Form):
    all_optional = True

    days = forms.ChoiceField(
        label="Due within",
        required=False,
        choices=[
            ("0", "Late and today"),
            ("7", "7 days"),
            ("30", "30 days"),
            ("90", "90 days"),
        ],
    )

    def ahead(self) -> int:
        """Return the days chosen; a week where nothing sensible was."""
        chosen = self.cleaned_data.get("days") if self.is_valid() else ""
        return int(chosen or 7)

"""What does somebody say who proposes a policy pack, or adopts one?"""

from django import forms

from web.govuk.fields import DateField


LONGEST = 100_000


class ProposeForm(forms.Form):
    """The pack's text, and the day from which it would count."""

    toml = forms.CharField(
        label="The policy pack",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(
            {"rows": 24, "spellcheck": "false", "class": "heed-code", "wrap": "off"}
        ),
        help_text="Change what your policy changes. Every mistake is named with its line.",
        error_messages={"required": "Put the text of the pack here."},
    )
    counts_from = DateField(
        label="The day from which it would count", help_text="For example, 1 4 2027"
    )


class AdoptForm(forms.Form):
    """The decision: the same text and day as rehearsed, and why."""

    toml = forms.CharField(max_length=LONGEST, strip=False, widget=forms.HiddenInput)
    counts_from = forms.DateField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is it adopted?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Who decided it, and on which paper. It stays in the history.",
        error_messages={"required": "Say why the pack is adopted."},
    )

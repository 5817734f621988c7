"""What does somebody say who countersigns a report, or sends it back?"""

from django import forms


class CountersignForm(forms.Form):
    comment = forms.CharField(
        label="Anything the decision officer should know",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="What should the reporter add or change?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what the reporter should add or change."},
    )

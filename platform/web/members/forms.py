"""What does a member ask, and what does an officer answer?"""

from typing import Any

from django import forms

from register.states import MemberAnswer


class AskForm(forms.Form):
    """A place or a person, and why the member will meet them."""

    about = forms.CharField(
        label="Which place or person?",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="It is removed once you are answered.",
        error_messages={"required": "Say which place or person you ask about."},
    )
    why = forms.CharField(
        label="Why will you meet them?",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="Casework, a surgery, canvassing. No names here.",
        error_messages={"required": "Say why you will meet them."},
    )


class AnswerForm(forms.Form):
    """What the officer tells, after looking for themselves."""

    answer = forms.ChoiceField(
        label="What do you answer?",
        choices=[
            (MemberAnswer.TOLD.value, "Tell them what to do, of one entry"),
            (MemberAnswer.NOTHING.value, "Nothing is to be told"),
            (MemberAnswer.REFUSED.value, "Do not tell them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you answer."},
    )
    entry_reference = forms.CharField(
        label="Reference of the entry",
        max_length=20,
        required=False,
        help_text="Like E-7K3M9QXA. They see no more than the pack allows members.",
    )
    reason = forms.CharField(
        label="Why not, if you do not tell them",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Each answer needs what goes with it."""
        given = super().clean() or {}
        answer = given.get("answer")
        if answer == MemberAnswer.TOLD and not given.get("entry_reference"):
            self.add_error("entry_reference", "Give the reference of the entry.")
        if answer == MemberAnswer.REFUSED and not given.get("reason"):
            self.add_error("reason", "Say why the member is not told.")
        return given

"""Whereto would an extract go, is that confirmed, and what is asked for?"""

from typing import Any

from django import forms

from sharing.states import RouteKind
from web.agreements.forms import needed


MOST_BYTES = 64 * 1024


class WayForm(forms.Form):
    kind = forms.ChoiceField(
        label="How would an extract reach you?",
        choices=RouteKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how an extract would reach you."},
    )
    address = forms.EmailField(
        label="E-mail address of the mailbox",
        max_length=254,
        error_messages={
            "required": "Enter the e-mail address of the mailbox it goes to.",
            "invalid": "Enter an e-mail address like desk@brightfix.example.",
        },
    )
    certificate = forms.FileField(
        label="The mailbox's S/MIME certificate",
        help_text="In PEM or DER, with an RSA key: no other can be encrypted to.",
        required=False,
    )
    reason = needed("Why is looking up here not enough?", rows=3, longest=2000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("certificate")
        if given.get("kind") == RouteKind.SMIME and not file:
            self.add_error("certificate", "Choose the certificate of the mailbox.")
        if file and file.size > MOST_BYTES:
            self.add_error("certificate", "This is not a certificate in PEM or DER.")
        return given


class ConfirmForm(forms.Form):
    fingerprint = forms.CharField(
        label="The SHA-256 fingerprint, as it was read to you",
        help_text="Ring the partner on a number you know. Never copy it from here.",
        max_length=120,
        required=False,
    )
    how = needed("Who read it out, and over which channel?", longest=200)

    def __init__(self, *given: Any, **options: Any) -> None:
        kind = options.pop("kind")
        super().__init__(*given, **options)
        if kind == RouteKind.LINK:
            del self.fields["fingerprint"]
            self.fields["how"].label = "Who confirmed the mailbox, over which channel?"


class AskForm(forms.Form):
    activity = forms.ChoiceField(
        label="For which activity?",
        error_messages={"required": "Choose the activity."},
    )
    purpose = forms.ChoiceField(
        label="For which purpose?", error_messages={"required": "Choose the purpose."}
    )
    reason = needed(
        "Why is looking up here not enough this time?", rows=3, longest=2000
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        page = options.pop("page")
        super().__init__(*given, **options)
        self.fields["activity"].choices = page.activities  # type: ignore[attr-defined]
        self.fields["purpose"].choices = page.purposes  # type: ignore[attr-defined]


class ConfirmOpeningForm(forms.Form):
    """Nothing to fill in: the button is the answer."""

"""What does somebody type to come in?"""

from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.actions import mail


if TYPE_CHECKING:
    from accounts.models import User


EMAIL_ERRORS = {
    "required": "Enter your e-mail address.",
    "invalid": "Enter an e-mail address in the form name@example.gov.uk.",
}


class LoginForm(AllauthLoginForm):
    """An e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].error_messages |= EMAIL_ERRORS
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Enter your password."
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ResetPasswordForm(forms.Form):
    """The address to which a link goes, if somebody has it."""

    email = forms.EmailField(label="E-mail address", error_messages=EMAIL_ERRORS)
    email.widget.attrs["autocomplete"] = "email"

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Ask for the link. The answer is the same for an address nobody has."""
        mail.ask_to_reset(email=self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class JoinForm(forms.Form):
    """A new person's password, twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=" ".join(password_validators_help_texts()),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password."},
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the password again."},
    )

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Not too short, not too common, not their own name."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        """Both are the same."""
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError("The two passwords are not the same.")
        return again


class BecomeForm(forms.Form):
    """Which persona of the demonstration to be."""

    email = forms.EmailField(widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

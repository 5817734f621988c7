"""What may somebody look up, and for what purpose?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sharing.check import CheckRequest
from tenants.codes import Activity, Purpose
from web.govuk.fields import DateField


POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\Z")
CHOOSE = [("", "Choose one")]


class CheckForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Why are you checking?",
        choices=CHOOSE + Purpose.choices(),
        error_messages={
            "required": "Choose why you are checking.",
            "invalid_choice": "Choose why you are checking from the list.",
        },
    )
    activity = forms.ChoiceField(
        label="What work is it?",
        required=False,
        help_text="Organisations that share with you need to know.",
        error_messages={"invalid_choice": "Choose the work from the list."},
    )
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=10,
        help_text="A postcode, a name or a UPRN is enough",
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "off"}
        ),
        error_messages={"max_length": "Enter a postcode, like ZX1 1AA."},
    )
    building = forms.CharField(
        label="House number or name",
        required=False,
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": "House must be 80 characters or fewer."},
    )
    name = forms.CharField(
        label="Person's name",
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "Name must be 200 characters or fewer."},
    )
    date_of_birth = DateField(
        label="Date of birth", required=False, help_text="For example, 27 3 1984"
    )
    uprn = forms.CharField(
        label="UPRN",
        required=False,
        max_length=14,
        help_text="The property's number on your job sheet, up to 12 digits",
        widget=forms.TextInput(
            {
                "class": "govuk-input--width-10",
                "inputmode": "numeric",
                "autocomplete": "off",
            }
        ),
        error_messages={"max_length": "UPRN must be 12 digits or fewer."},
    )
    visit_on = DateField(
        label="Date of the visit", required=False, help_text="If it is not today"
    )

    all_optional = True
    """One of three is needed, so none of them is marked as optional."""

    more_fields = ("date_of_birth", "uprn", "visit_on")

    def __init__(self, *given: Any, works: Sequence[Activity], **options: Any) -> None:
        super().__init__(*given, **options)
        offer(self, works)

    def clean_postcode(self) -> str:
        postcode = " ".join(self.cleaned_data["postcode"].upper().split())
        if postcode and not POSTCODE.match(postcode):
            raise ValidationError("Enter a whole postcode, like ZX1 1AA.")
        return postcode

    def clean_uprn(self) -> str:
        uprn = "".join(self.cleaned_data["uprn"].split())
        if uprn and not (uprn.isascii() and uprn.isdigit() and len(uprn) <= 12):
            raise ValidationError("UPRN must be 12 digits or fewer, with no letters.")
        return uprn

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        for name, sentence in missing(given).items():
            self.add_error(name, sentence)
        return given

    def asked(self) -> CheckRequest:
        """Return the request, as the check takes it. Only for a valid form."""
        given = self.cleaned_data
        return CheckRequest(
            purpose=given["purpose"],
            activity=given.get("activity") or None,
            visit_on=given["visit_on"],
            uprn=given["uprn"],
            postcode=given["postcode"],
            building=given["building"],
            name=given["name"],
            date_of_birth=given["date_of_birth"],
        )


def offer(form: forms.Form, works: Sequence[Activity]) -> None:
    """Ask for one of these kinds of work, or for none where there is none."""
    field = form.fields["activity"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so
    field.choices = [*CHOOSE, *((work.value, work.label) for work in works)]
    if not works:
        del form.fields["activity"]


def missing(given: Mapping[str, Any]) -> dict[str, str]:
    """Return field → what must be given beside what was."""
    placed = given["uprn"] or given["postcode"]
    if given["building"] and not placed:
        return {"postcode": "Enter the postcode of that house as well."}
    if given["date_of_birth"] and not given["name"]:
        return {"name": "Enter the person's name as well as the birth date."}
    if not placed and not given["name"]:
        return {"postcode": "Enter a postcode, a name or a UPRN."}
    return {}

"""What must be known to open an organisation?"""

from django import forms
from django.core.exceptions import ValidationError

from tenants.codes import OrganisationKind
from tenants.opening_details import wrong_with
from web.agreements.forms import extra, needed


def judged(field: str, value: str) -> str:
    """Return the value, or refuse it with the sentence that a call would be told."""
    if sentence := wrong_with(field, value):
        raise ValidationError(sentence)
    return value


def in_words(pack: str) -> str:
    """A shipped pack's name as a person reads it: `south_glos` is South Glos."""
    return pack.replace("_", " ").replace("-", " ").title()


class ReasonForm(forms.Form):
    """Why an organisation is stopped, or served again."""

    reason = needed("Why", rows=3, longest=500, hint="No names of people")


class InviteForm(forms.Form):
    """The first administrator of an organisation."""

    full_name = needed("Full name", longest=120)
    email = needed("Work e-mail address", longest=254)


class OpenForm(forms.Form):
    name = needed("Name", longest=120)
    slug = needed(
        "Short name for its address",
        longest=40,
        hint="Small letters, digits and hyphens, like eastmere",
    )
    kind = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=[
            (kind.value, kind.label)
            for kind in OrganisationKind
            if kind is not OrganisationKind.PLATFORM
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of organisation."},
    )
    pack = forms.ChoiceField(
        label="Policy pack to begin with",
        error_messages={"required": "Choose the policy pack."},
    )
    duty_name = needed("Duty desk's name", longest=80)
    duty_phone = needed("Duty desk's telephone", longest=20)
    gss_code = extra("GSS code", longest=9, hint="Councils: from the ONS")
    rsh_number = extra(
        "RSH registration number", longest=10, hint="Registered providers"
    )
    brand_colour = extra(
        "Colour", longest=7, hint="Like #1f4b63; white must be readable on it"
    )

    def __init__(self, *given: object, **options: object) -> None:
        packs = options.pop("packs")
        super().__init__(*given, **options)  # type: ignore[arg-type]
        choices = [("", "Choose one"), *((name, in_words(name)) for name in packs)]  # type: ignore[attr-defined]
        self.fields["pack"].choices = choices  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        return judged("slug", self.cleaned_data["slug"].strip().lower())

    def clean_duty_phone(self) -> str:
        return judged("duty_phone", self.cleaned_data["duty_phone"].strip())

    def clean_brand_colour(self) -> str:
        return judged("brand_colour", self.cleaned_data["brand_colour"].strip().lower())

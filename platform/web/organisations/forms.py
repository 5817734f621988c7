"""What must be known to open an organisation?"""

from django import forms
from django.core.exceptions import ValidationError

from tenants.asked_for import A_PHONE, A_SLUG, PHONE, SLUG
from tenants.codes import OrganisationKind
from web.agreements.forms import extra, needed
from web.brand import readable


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
        choices = [("", "Choose one"), *((name, name) for name in packs)]  # type: ignore[attr-defined]
        self.fields["pack"].choices = choices  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip().lower()
        if not SLUG.match(slug):
            raise ValidationError(A_SLUG)
        return slug

    def clean_duty_phone(self) -> str:
        phone: str = self.cleaned_data["duty_phone"].strip()
        if not PHONE.match(phone):
            raise ValidationError(A_PHONE)
        return phone

    def clean_brand_colour(self) -> str:
        colour: str = self.cleaned_data["brand_colour"].strip().lower()
        if colour and readable(colour) != colour:
            raise ValidationError(
                "White cannot be read on this colour. Choose a darker one, like #1f4b63."
            )
        return colour

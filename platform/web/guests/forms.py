"""What must be known of a contractor that comes as a guest?"""

from django import forms
from django.core.exceptions import ValidationError

from tenants.asked_for import A_PHONE, A_SLUG, PHONE, SLUG
from web.agreements.forms import needed


class GuestForm(forms.Form):
    name = needed("Name of the contractor", longest=120)
    slug = needed(
        "Short name for its address",
        longest=40,
        hint="Small letters, digits and hyphens, like hartley-roofing",
    )
    duty_name = needed("Whom its people ring when a check cannot be made", longest=80)
    duty_phone = needed("On which telephone", longest=20)

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

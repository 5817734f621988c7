"""What must be known of a contractor that comes as a guest?"""

from django import forms

from web.agreements.forms import needed
from web.organisations.forms import judged


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
        return judged("slug", self.cleaned_data["slug"].strip().lower())

    def clean_duty_phone(self) -> str:
        return judged("duty_phone", self.cleaned_data["duty_phone"].strip())

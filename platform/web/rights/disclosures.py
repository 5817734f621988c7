"""How is it decided and recorded that somebody outside is told once?"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from register.refusals import RegisterError
from rights.actions import disclosures
from rights.states import DisclosureBasis, DisclosureTo, Part
from tenants.clocks import LONDON
from web.answers import put_on, see
from web.govuk.fields import DateField
from web.govuk.summary import rows_of
from web.rights.forms import chosen, words


class DiscloseForm(forms.Form):
    to = chosen("Who is told?", DisclosureTo.choices(), required="Choose who is told.")
    recipient = forms.CharField(
        label="Which force, court or service?",
        max_length=200,
        error_messages={"required": "Enter the force, court or service."},
    )
    recipient_person = forms.CharField(
        label="Whom there, and how did you make sure of it?",
        required=False,
        max_length=300,
    )
    recipient_reference = forms.CharField(
        label="Their reference", required=False, max_length=100
    )
    basis = chosen(
        "On what basis?", DisclosureBasis.choices(), required="Choose the basis."
    )
    parts = forms.MultipleChoiceField(
        label="Which parts of the entry?",
        choices=Part.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text="As little as serves the purpose.",
        error_messages={"required": "Choose which parts of the entry are told."},
    )
    told = words("What is told, in words?", required="Say what is told.")
    necessity = words(
        "Why is it necessary, and no more than necessary?",
        required="Say why it is necessary.",
    )
    how = forms.CharField(
        label="By which secure way?",
        max_length=200,
        error_messages={"required": "Say by which way it is told."},
    )
    disclosed_on = DateField(label="Day it was told")
    disclosed_time = forms.TimeField(
        label="Time it was told",
        help_text="For example, 14:30",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time it was told.",
            "invalid": "Enter the time with hours and minutes, like 14:30.",
        },
    )
    not_telling_reason = forms.CharField(
        label="If the person may not learn of it yet, why not?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=(
            "Only where telling them would prejudice an investigation or put somebody "
            "at risk. Otherwise leave this empty: it is in their copy."
        ),
    )

    def decided(self) -> disclosures.Told:
        """The form's answers as the action takes them."""
        given = dict(self.cleaned_data)
        day, moment = given.pop("disclosed_on"), given.pop("disclosed_time")
        given["to"] = DisclosureTo(given["to"])
        given["basis"] = DisclosureBasis(given["basis"])
        given["parts"] = [Part(part) for part in given["parts"]]
        return disclosures.Told(**given, disclosed_at=_at(day, moment))


def _at(day: Any, moment: time) -> datetime:  # noqa: ANN401 - a date that was cleaned
    return datetime.combine(day, moment, tzinfo=LONDON)


@require_GET
def index(request: Asked, reference: str) -> HttpResponse:
    found = disclosures.open_disclosures(
        entry_reference=reference, by=request.user, at=timezone.now()
    )
    page = {"reference": reference, "disclosures": found}
    return render(request, "rights/disclosures.html", page)


@require_http_methods(["GET", "POST"])
@step_up
def new(request: Asked, reference: str) -> HttpResponse:
    """Ask; then stop and repeat everything before it is recorded."""
    form = DiscloseForm(request.POST or None)
    page = {
        "form": form,
        "heading": "Tell somebody outside, once",
        "caption": reference,
        "back": reverse("rights:disclosures", args=[reference]),
        "button": "Continue",
    }
    if request.method == "POST" and form.is_valid():
        if "confirmed" not in request.POST:
            page["rows"] = rows_of(form)
            return render(request, "rights/disclose_check.html", page)
        try:
            disclosures.disclose(
                entry_reference=reference,
                told=form.decided(),
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "It is recorded who was told what, and why.")
            return see("rights:disclosures", reference=reference)
    status = 422 if form.errors else 200
    return render(request, "rights/disclose.html", page, status=status)

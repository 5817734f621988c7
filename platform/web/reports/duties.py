"""Were the police told, and was the injury reported?"""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import duties
from register.refusals import RegisterError
from register.states import Riddor
from web.answers import see
from web.govuk.fields import DateField


class ToldForm(forms.Form):
    police_reference = forms.CharField(
        label="The reference the police gave",
        max_length=100,
        error_messages={"required": "Enter the reference the police gave."},
    )


class NotToldForm(forms.Form):
    reason = forms.CharField(
        label="Why are the police not told?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why the police are not told."},
    )


class ClassForm(forms.Form):
    riddor = forms.ChoiceField(
        label="Is the injury reportable under RIDDOR?",
        choices=Riddor.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the class."},
    )


class ReportedForm(forms.Form):
    reported_on = DateField(label="Day it was reported")
    riddor_reference = forms.CharField(
        label="The reference the report was given",
        max_length=100,
        error_messages={"required": "Enter the reference that the report was given."},
    )


type Taking = Callable[..., object]
POLICE: dict[str, tuple[str, str, type[forms.Form], Taking]] = {
    "crime": (
        "A crime was committed",
        "The clock for telling the police runs.",
        forms.Form,
        duties.say_crime,
    ),
    "take": (
        "I tell the police",
        "You are to tell the police.",
        forms.Form,
        duties.take_on,
    ),
    "told": (
        "The police are told",
        "The police are told.",
        ToldForm,
        duties.police_told,
    ),
    "not-told": (
        "Decide not to tell the police",
        "It is recorded why the police are not told.",
        NotToldForm,
        duties.not_telling_police,
    ),
}


@require_GET
def page(request: Asked, reference: str) -> HttpResponse:
    found = duties.open_duties(reference=reference, by=request.user, at=timezone.now())
    steps = [(slug, POLICE[slug][0]) for slug in POLICE if slug in found.police]
    return render(request, "reports/duties_page.html", {"page": found, "steps": steps})


@require_http_methods(["GET", "POST"])
def police(request: Asked, reference: str, step: str) -> HttpResponse:
    if step not in POLICE:
        raise Http404
    heading, done, form_class, act = POLICE[step]
    form = form_class(request.POST if request.method == "POST" else None)
    return _take(request, reference, form, act, heading=heading, done=done)


@require_http_methods(["GET", "POST"])
def injury(request: Asked, reference: str, incident_id: UUID) -> HttpResponse:
    def act(**given: Any) -> object:
        given["riddor"] = Riddor(given["riddor"])
        return duties.class_injury(incident_id=incident_id, **given)

    form = ClassForm(request.POST or None)
    heading, done = "Is the injury reportable?", "The class is recorded."
    return _take(request, reference, form, act, heading=heading, done=done)


@require_http_methods(["GET", "POST"])
def reported(request: Asked, reference: str, incident_id: UUID) -> HttpResponse:
    act = partial(duties.injury_reported, incident_id=incident_id)
    form = ReportedForm(request.POST or None)
    heading, done = "The injury is reported", "The injury is recorded as reported."
    return _take(request, reference, form, act, heading=heading, done=done)


def _take(
    request: Asked,
    reference: str,
    form: forms.Form,
    act: Taking,
    *,
    heading: str,
    done: str,
) -> HttpResponse:
    """Ask, act, and say what was done; or say why it cannot be."""
    if request.method == "POST" and (form.is_valid() or not form.fields):
        given = form.cleaned_data if form.fields else {}
        try:
            act(reference=reference, **given, by=request.user, at=timezone.now())
        except RegisterError as refusal:
            form.is_valid()
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return see("reports:duties", reference=reference)
    shown = {
        "form": form,
        "heading": heading,
        "caption": reference,
        "back": reverse("reports:duties", args=[reference]),
        "button": heading,
    }
    status = 422 if form.errors else 200
    return render(request, "web/form_page.html", shown, status=status)

"""What did people ask about their data, and what is to be done?"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from register.refusals import RegisterError
from rights.actions import answers, looks, requests
from rights.queries import officers
from rights.shown import RequestPage
from rights.states import RequestKind
from web.answers import attachment, put_on, see
from web.rights.forms import (
    AnswerForm,
    FindForm,
    OwnerForm,
    PersonForm,
    ReceiveForm,
)
from web.rights.steps import STEPS, Step, take


@require_GET
def index(request: Asked) -> HttpResponse:
    everything = request.GET.get("all") == "1"
    found = looks.list_requests(
        open_only=not everything, by=request.user, at=timezone.now()
    )
    return render(
        request, "rights/list.html", {"lines": found, "everything": everything}
    )


@require_GET
def one(request: Asked, reference: str) -> HttpResponse:
    found = looks.open_request(reference=reference, by=request.user, at=timezone.now())
    page = {
        "found": found,
        "steps": [(slug, STEPS[slug]) for slug in ORDER if slug in found.may],
    }
    return render(request, "rights/request.html", page)


ORDER = (
    "acknowledge",
    "identity",
    "pause",
    "resume",
    "extend",
    "owner",
    "answer",
    "sent",
)


@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "kind": RequestKind(form.cleaned_data["kind"])}
        try:
            made = requests.receive(**given, by=request.user, at=timezone.now())
        except RegisterError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "It is recorded, and its clock runs.")
            return see("rights:request", reference=made.reference)
    page = {
        "heading": "Record a request or a complaint",
        "button": "Record it",
        "back": reverse("rights:list"),
    }
    return form_page(request, form, page)


@require_http_methods(["GET", "POST"])
def person(request: Asked, reference: str) -> HttpResponse:
    """Find the person on the register: search, then choose from what was found."""
    form = FindForm(request.POST or None)
    page: dict[str, Any] = {"form": form, "reference": reference, "searched": False}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        found = looks.search_people(
            reference=reference,
            name=given["name"],
            born=given["born"],
            entry_reference=given["entry_reference"],
            by=request.user,
            at=timezone.now(),
        )
        choose = PersonForm(people=found) if found else None
        page |= {"searched": True, "choose": choose}
    status = 422 if form.errors else 200
    return render(request, "rights/person.html", page, status=status)


@require_POST
def link(request: Asked, reference: str) -> HttpResponse:
    """These records are about whoever asks."""
    try:
        subjects = [UUID(value) for value in request.POST.getlist("subjects")]
        requests.link(
            reference=reference,
            subjects=subjects,
            by=request.user,
            at=timezone.now(),
        )
    except ValueError:
        raise Http404 from None
    except RegisterError as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
        return see("rights:person", reference=reference)
    messages.success(request, "The request is linked to what is held.")
    return see("rights:request", reference=reference)


@require_http_methods(["GET", "POST"])
def step(request: Asked, reference: str, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    found = looks.open_request(reference=reference, by=request.user, at=timezone.now())
    taken = STEPS[step]
    form = form_of(taken, found, request)
    if request.method == "POST" and form.is_valid():
        try:
            take(taken, form, reference=reference, by=request.user, at=timezone.now())
        except RegisterError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, taken.done)
            return see("rights:request", reference=reference)
    page = {
        "heading": taken.heading,
        "button": taken.button,
        "before_text": taken.before,
        "caption": reference,
        "back": reverse("rights:request", args=[reference]),
    }
    return form_page(request, form, page)


@require_POST
def change_done(request: Asked, reference: str, change_id: UUID) -> HttpResponse:
    try:
        answers.change_done(
            reference=reference,
            change_id=change_id,
            by=request.user,
            at=timezone.now(),
        )
    except RegisterError as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
    else:
        messages.success(request, "The change is recorded as made.")
    return see("rights:request", reference=reference)


@require_GET
def letter(request: Asked, reference: str, document_id: UUID) -> HttpResponse:
    content, name = looks.open_letter(
        reference=reference,
        document_id=document_id,
        by=request.user,
        at=timezone.now(),
    )
    return attachment(content, content_type="application/pdf", name=name)


def form_of(taken: Step, found: RequestPage, request: Asked) -> forms.Form:
    """The step's form, bound to what was posted."""
    data = request.POST if request.method == "POST" else None
    if taken.form is AnswerForm:
        return AnswerForm(data, request=found)
    if taken.form is OwnerForm:
        people = officers.others(request.user, on=timezone.localdate())
        return OwnerForm(data, people=people)
    return taken.form(data)


def form_page(
    request: Asked,
    form: forms.Form,
    page: dict[str, Any],
    *,
    template: str = "rights/step.html",
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {**page, "form": form}, status=status)

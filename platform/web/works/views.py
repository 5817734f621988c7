"""What work do our partners do, what do we do, and what was asked about it?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from sharing.actions import works
from sharing.errors import SharingError
from sharing.queries.works import (
    partners_with_services,
    question_for,
    services_of,
)
from tenants.codes import Activity
from web.agreements.views import answer_form
from web.answers import put_on, see
from web.works.forms import AnswerForm, DescribeForm, QuestionForm, StopForm


@require_GET
def index(request: Asked) -> HttpResponse:
    now = timezone.now()
    page = {
        "page": services_of(request.user, at=now),
        "partners": partners_with_services(request.user, at=now),
    }
    return render(request, "works/list.html", page)


@require_GET
def partner(request: Asked, partner_id: UUID) -> HttpResponse:
    found = services_of(request.user, at=timezone.now(), partner=partner_id)
    return render(request, "works/partner.html", {"page": found})


@require_http_methods(["GET", "POST"])
def describe(request: Asked) -> HttpResponse:
    form = DescribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            works.describe(**form.cleaned_data, by=request.user, at=timezone.now())
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "The list is changed.")
            return see("works:list")
    page = {
        "form": form,
        "heading": "Describe a kind of work",
        "button": "Save it",
        "before": "It takes the place of what the list says of this work now.",
    }
    return answer_form(request, page, back=reverse("works:list"))


@require_http_methods(["GET", "POST"])
def stop(request: Asked, activity: str) -> HttpResponse:
    form = StopForm(request.POST or None)
    if request.method == "POST":
        works.stop(activity=_known(activity), by=request.user, at=timezone.now())
        messages.success(request, "It is off the list.")
        return see("works:list")
    page = {
        "form": form,
        "heading": f"Take {Activity(_known(activity)).label.lower()} off the list",
        "button": "Take it off",
        "before": "An attestation for it stays until you withdraw it.",
    }
    return answer_form(request, page, back=reverse("works:list"))


@require_http_methods(["GET", "POST"])
def ask(request: Asked, partner_id: UUID, activity: str) -> HttpResponse:
    found = services_of(request.user, at=timezone.now(), partner=partner_id)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            works.ask(
                partner=partner_id,
                activity=_known(activity),
                question=form.cleaned_data["question"],
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(
                request, "The question is asked. They see it in their work."
            )
            return see("works:partner", partner_id=partner_id)
    page = {
        "form": form,
        "heading": f"Ask about {Activity(_known(activity)).label.lower()}",
        "caption": found.partner,
        "button": "Ask",
    }
    back = reverse("works:partner", args=[partner_id])
    return answer_form(request, page, back=back)


@require_http_methods(["GET", "POST"])
def answer(request: Asked, question_id: UUID) -> HttpResponse:
    found = question_for(request.user, question_id, at=timezone.now())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            works.answer(
                question_id=question_id,
                text=form.cleaned_data["answer"],
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "Your answer is on record.")
            return see("works:list")
    page = {
        "form": form,
        "heading": "Answer a question",
        "caption": found.asked_by,
        "before": found.question,
        "button": "Answer",
    }
    return answer_form(request, page, back=reverse("works:list"))


def _known(activity: str) -> str:
    if activity not in Activity:
        raise Http404
    return activity

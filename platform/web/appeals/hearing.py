"""What do the panel and the employee say, and what does the panel decide?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import appeals
from register.actions.appeals import looks
from register.appeal_states import AppealOutcome
from web.answers import ask, see, seen_in
from web.appeals.forms import CommentForm, OutcomeForm, ViewForm


@require_GET
def hearing(request: Asked, reference: str) -> HttpResponse:
    """The papers as a page, with what the panel has said so far."""
    found = looks.open_appeal(reference=reference, by=request.user, at=timezone.now())
    return render(request, "appeals/hearing.html", {"appeal": found})


@require_http_methods(["GET", "POST"])
def comment(request: Asked, reference: str) -> HttpResponse:
    at = timezone.now()
    form = CommentForm(request.POST or None)
    shown = {}
    if request.method == "GET":
        shown["appeal"] = looks.open_appeal(reference=reference, by=request.user, at=at)

    def do(form: CommentForm) -> HttpResponse:
        appeals.comment(
            reference=reference,
            text=form.cleaned_data["text"],
            by=request.user,
            at=at,
        )
        return see("home:work")

    page = {
        "heading": "Your words to the appeal panel",
        "caption": f"Appeal {reference}",
        "back": reverse("appeals:list"),
        "button": "Send",
        **shown,
    }
    return ask(
        request,
        form,
        do,
        page,
        "appeals/comment.html",
        done="Thank you. The panel will read what you wrote.",
    )


@require_http_methods(["GET", "POST"])
def view(request: Asked, reference: str) -> HttpResponse:
    form = ViewForm(request.POST or None)

    def do(form: ViewForm) -> HttpResponse:
        appeals.give_view(
            reference=reference,
            view=AppealOutcome(form.cleaned_data["view"]),
            reasons=form.cleaned_data["reasons"],
            by=request.user,
            at=timezone.now(),
        )
        return see("appeals:hearing", reference=reference)

    page = {
        "heading": "Your view",
        "caption": f"Appeal {reference}",
        "back": reverse("appeals:hearing", args=[reference]),
        "button": "Record my view",
    }
    return ask(request, form, do, page, done="Your view is recorded.")


@require_http_methods(["GET", "POST"])
def outcome(request: Asked, reference: str) -> HttpResponse:
    form = OutcomeForm(request.POST or None)

    def do(form: OutcomeForm) -> HttpResponse:
        appeals.decide(
            reference=reference,
            ruling=form.ruling(),
            version=seen_in(request),
            by=request.user,
            at=timezone.now(),
        )
        return see("appeals:hearing", reference=reference)

    page = {
        "heading": "The panel's decision",
        "caption": f"Appeal {reference}",
        "seen": seen_in(request),
        "back": reverse("appeals:hearing", args=[reference]),
        "button": "Record the decision",
    }
    return ask(
        request,
        form,
        do,
        page,
        "appeals/outcome.html",
        done="The outcome is recorded. The person gets a letter.",
    )

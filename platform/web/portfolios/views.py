"""What is an agreement about, and what would another list of homes change?"""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from sharing.actions import portfolio_changes, portfolio_typed, portfolio_uploads
from sharing.errors import SharingError
from sharing.queries import portfolios
from sharing.states import ChangeState
from web.answers import ask, put_on, see
from web.portfolios.forms import AreaForm, CasesForm, ReplaceForm, UploadForm


@require_GET
def portfolio(request: Asked, agreement_id: UUID) -> HttpResponse:
    found = portfolios.portfolio_of(request.user, agreement_id, at=timezone.now())
    return render(request, "portfolios/portfolio.html", {"found": found})


@require_http_methods(["GET", "POST"])
def upload(request: Asked, agreement_id: UUID) -> HttpResponse:
    """Take a list; it is read here if small, else by a worker."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, sent_bytes=int(request.META.get("CONTENT_LENGTH") or 0))

    def stage() -> UUID:
        return portfolio_uploads.upload(
            agreement_id=agreement_id,
            data=form.cleaned_data["homes"],
            by=request.user,
            at=timezone.now(),
        )

    return asked_for(request, agreement_id, form, stage, "Upload a list of homes")


@require_http_methods(["GET", "POST"])
def areas(request: Asked, agreement_id: UUID) -> HttpResponse:
    form = AreaForm(request.POST or None)

    def stage() -> UUID:
        return portfolio_typed.stage_area(
            agreement_id=agreement_id,
            gss_codes=form.cleaned_data["codes"].split(),
            by=request.user,
            at=timezone.now(),
        )

    return asked_for(request, agreement_id, form, stage, "Cover whole areas")


@require_http_methods(["GET", "POST"])
def cases(request: Asked, agreement_id: UUID) -> HttpResponse:
    form = CasesForm(request.POST or None)

    def stage() -> UUID:
        return portfolio_typed.stage_cases(
            agreement_id=agreement_id,
            references=form.cleaned_data["cases"].split(),
            by=request.user,
            at=timezone.now(),
        )

    return asked_for(request, agreement_id, form, stage, "Cover named cases")


def asked_for(
    request: Asked,
    agreement_id: UUID,
    form: forms.Form,
    stage: Callable[[], UUID],
    heading: str,
) -> HttpResponse:
    """Ask, stage what was given, and lead to what it would change."""
    found = portfolios.portfolio_of(request.user, agreement_id, at=timezone.now())
    page = {
        "heading": heading,
        "caption": f"{found.reference}, {found.recipient}",
        "back": reverse("portfolios:portfolio", args=[agreement_id]),
        "button": "Read it",
    }
    return ask(
        request, form, lambda _: see("portfolios:change", change_id=stage()), page
    )


@require_http_methods(["GET", "POST"])
def change(request: Asked, change_id: UUID) -> HttpResponse:
    """Show what a change would do, or how far it is; a post puts it in place."""
    form = ReplaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = replace(request, change_id, form)
        if done is not None:
            return done
    found = portfolios.change_for(request.user, change_id, at=timezone.now())
    page = {
        "found": found,
        "form": form,
        "moving": found.state in {ChangeState.READING, ChangeState.APPLYING},
    }
    return render(
        request, "portfolios/change.html", page, status=422 if form.errors else 200
    )


def replace(request: Asked, change_id: UUID, form: ReplaceForm) -> HttpResponse | None:
    """Put the change in place; None, with the reasons on the form, where it may not."""
    form.is_valid()
    try:
        made = portfolio_changes.replace(
            change_id=change_id,
            leave_out=form.cleaned_data["leave_out"],
            by=request.user,
            at=timezone.now(),
        )
    except SharingError as refusal:
        put_on(form, refusal)
        return None
    if made.state == ChangeState.APPLIED:
        messages.success(request, "The list of homes was replaced.")
        return see("agreements:agreement", agreement_id=made.agreement_id)
    return see("portfolios:change", change_id=change_id)


@require_POST
def give_up(request: Asked, change_id: UUID) -> HttpResponse:
    given_up = portfolio_changes.abandon(
        change_id=change_id, by=request.user, at=timezone.now()
    )
    messages.success(request, "Given up. The portfolio stands as it was.")
    return see("portfolios:portfolio", agreement_id=given_up.agreement_id)

"""What would a commit make, who has it made, and how far has it come?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from register.imports.actions import commits, endings
from register.imports.actions.looks.endings import (
    open_outcome_report,
    open_progress,
    open_summary,
)
from web.answers import ask, see
from web.imports.forms import ConfirmForm, ReasonForm


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def summary(request: Asked, batch_id: UUID) -> HttpResponse:
    """The dry run."""
    found = open_summary(batch_id=batch_id, by=request.user, at=timezone.now())
    page = {"found": found, "area": "imports"}
    return render(request, "imports/summary.html", page)


@require_http_methods(["GET", "POST"])
def send(request: Asked, batch_id: UUID) -> HttpResponse:
    """Hand the import to the heads of service."""

    def do(_form: ConfirmForm) -> HttpResponse:
        commits.send(batch_id=batch_id, by=request.user, at=timezone.now())
        messages.success(request, "The import is with the heads of service.")
        return see("imports:summary", batch_id=batch_id)

    page = {
        "heading": "Send to a head of service",
        "caption": "Import",
        "button": "Send it",
        "area": "imports",
        "back": reverse("imports:summary", args=[batch_id]),
    }
    return ask(request, _confirm(request), do, page, "imports/send.html")


@step_up
@require_http_methods(["GET", "POST"])
def commit(request: Asked, batch_id: UUID) -> HttpResponse:
    """Countersign every row and have the reports written."""

    def do(_form: ConfirmForm) -> HttpResponse:
        commits.ask_for_commit(batch_id=batch_id, by=request.user, at=timezone.now())
        return see("imports:progress", batch_id=batch_id)

    page = {
        "heading": "Commit the import",
        "caption": "Import",
        "button": "Countersign and commit",
        "warning": True,
        "area": "imports",
        "back": reverse("imports:summary", args=[batch_id]),
    }
    return ask(request, _confirm(request), do, page, "imports/commit.html")


@require_http_methods(["GET", "POST"])
def give_back(request: Asked, batch_id: UUID) -> HttpResponse:
    """Return the import to its importer with a reason."""

    def do(form: ReasonForm) -> HttpResponse:
        commits.return_to_importer(
            batch_id=batch_id,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "The import was returned to its importer.")
        return see("imports:list")

    page = {
        "heading": "Return the import",
        "caption": "Import",
        "button": "Return it",
        "area": "imports",
        "back": reverse("imports:summary", args=[batch_id]),
    }
    return ask(request, ReasonForm(request.POST or None), do, page)


@require_GET
def progress(request: Asked, batch_id: UUID) -> HttpResponse:
    """How far the commit has come. A person may leave and come back."""
    found = open_progress(batch_id=batch_id, by=request.user, at=timezone.now())
    page = {"found": found, "area": "imports"}
    return render(request, "imports/progress.html", page)


@step_up
@require_GET
def report(request: Asked, batch_id: UUID) -> HttpResponse:
    """What became of each row, to download."""
    data, name = open_outcome_report(
        batch_id=batch_id, by=request.user, at=timezone.now()
    )
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def abandon(request: Asked, batch_id: UUID) -> HttpResponse:
    """Give the import up; its file and its rows' words go."""

    def do(_form: ConfirmForm) -> HttpResponse:
        endings.abandon(batch_id=batch_id, by=request.user, at=timezone.now())
        messages.success(request, "The import was abandoned and its rows removed.")
        return see("imports:list")

    page = {
        "heading": "Abandon the import",
        "caption": "Import",
        "button": "Abandon it",
        "warning": True,
        "area": "imports",
        "back": reverse("imports:list"),
    }
    return ask(request, _confirm(request), do, page)


def _confirm(request: Asked) -> ConfirmForm:
    return ConfirmForm(request.POST if request.method == "POST" else None)

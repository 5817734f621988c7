"""Where does a report stand, and who stands behind it?"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import looks, reports
from register.refusals import RegisterError
from tenants.codes import Permission
from tenants.queries import current_pack
from web.access import holding
from web.answers import see
from web.middleware import held_roles
from web.reports.shown import report_sections
from web.reports.standing_forms import CountersignForm, ReturnForm


@require_GET
def report(request: Asked, reference: str) -> HttpResponse:
    found = looks.open_report(reference=reference, by=request.user, at=timezone.now())
    acts = held_roles(request) & holding(Permission.COUNTERSIGN, Permission.DECIDE)
    page = {
        "report": found,
        "sections": report_sections(found.content, current_pack(request.organisation)),
        "why_not": found.why_not if acts else (),
    }
    return render(request, "reports/report.html", page)


@require_http_methods(["GET", "POST"])
def countersign(request: Asked, reference: str) -> HttpResponse:
    def act(form: forms.Form) -> None:
        reports.countersign(
            reference=reference,
            comment=form.cleaned_data["comment"],
            by=request.user,
            at=timezone.now(),
        )

    form = CountersignForm(request.POST or None)
    page = {
        "heading": "Countersign this report",
        "button": "Countersign",
        "done": "You countersigned the report. A decision officer sees it next.",
    }
    return one_step(request, reference, form, act, page)


@require_http_methods(["GET", "POST"])
def send_back(request: Asked, reference: str) -> HttpResponse:
    def act(form: forms.Form) -> None:
        reports.return_to_reporter(
            reference=reference,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    form = ReturnForm(request.POST or None)
    page = {
        "heading": "Return this report",
        "button": "Return to the reporter",
        "done": "You returned the report to whoever made it.",
    }
    return one_step(request, reference, form, act, page)


def one_step(
    request: Asked,
    reference: str,
    form: forms.Form,
    act: Callable[[forms.Form], None],
    page: dict[str, str],
) -> HttpResponse:
    """Ask, act, and say what was done; or say why it cannot be."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, page["done"])
            return see("home:work")
    back = reverse("reports:report", args=[reference])
    shown = {**page, "form": form, "caption": reference, "back": back}
    return render(
        request, "web/form_page.html", shown, status=422 if form.errors else 200
    )

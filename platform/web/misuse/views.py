"""What went wrong with what was shared, and who does what about it?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from sharing import queries
from sharing.actions import claims, misuse
from sharing.errors import SharingError
from sharing.queries.misuse import case_for
from web.agreements.views import answer_form
from web.answers import attachment, put_on, see
from web.misuse.forms import (
    ClaimForm,
    CloseForm,
    DecideForm,
    ReportForm,
    TaskForm,
    given_of,
)


STOPS = (
    "Sharing under this agreement stops the moment you send this, and what was shown is "
    "recalled. Report it even if you are not sure: it can be taken up again."
)


@require_http_methods(["GET", "POST"])
def report(request: Asked, agreement_id: UUID) -> HttpResponse:
    now = timezone.localtime()
    found = queries.agreement_for(request.user, agreement_id, at=now)
    begun = {"aware_on": now.date(), "aware_time": f"{now:%H:%M}"}
    form = ReportForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = misuse.report(
                agreement_id=agreement_id,
                given=misuse.MisuseReport(**given_of(form)),
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "Misuse is reported. Sharing has stopped.")
            return see("misuse:case", case_id=made.pk)
    page = {
        "form": form,
        "heading": "Report misuse",
        "caption": found.reference,
        "before": STOPS,
        "button": "Report it and stop sharing",
        "warning": True,
    }
    back = reverse("agreements:agreement", args=[agreement_id])
    return answer_form(request, page, back=back)


@require_GET
def case(request: Asked, case_id: UUID) -> HttpResponse:
    found = case_for(request.user, case_id, at=timezone.now())
    return render(request, "misuse/case.html", {"case": found})


@require_http_methods(["GET", "POST"])
def task(request: Asked, case_id: UUID, task_id: UUID) -> HttpResponse:
    form = TaskForm(request.POST or None)
    return _take(
        request,
        case_id,
        form,
        lambda given: misuse.finish_task(
            case_id=case_id,
            task_id=task_id,
            note=given["note"],
            by=request.user,
            at=timezone.now(),
        ),
        heading="Say what was done",
        button="It is done",
        done="The task is done.",
    )


@require_http_methods(["GET", "POST"])
def decide(request: Asked, case_id: UUID) -> HttpResponse:
    form = DecideForm(request.POST or None)
    return _take(
        request,
        case_id,
        form,
        lambda given: misuse.decide_on_ico(
            case_id=case_id,
            tell_ico=given["tell_ico"] == "yes",
            reason=given["reason"],
            ico_reference=given["ico_reference"],
            late_reason=given["late_reason"],
            by=request.user,
            at=timezone.now(),
        ),
        heading="Is the ICO told?",
        button="Record the decision",
        done="The decision is recorded.",
        before=(
            "Each organisation decides for itself. A breach that is likely to be a risk "
            "to people is told within 72 hours. A lawyer settles what the law asks."
        ),
    )


@require_http_methods(["GET", "POST"])
def close(request: Asked, case_id: UUID) -> HttpResponse:
    form = CloseForm(request.POST or None)
    return _take(
        request,
        case_id,
        form,
        lambda given: misuse.close(
            case_id=case_id,
            outcome=given["outcome"],
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        heading="Close the case",
        button="Close it",
        done="The case is closed.",
        before=(
            "Closing lifts no suspension. If the agreement ends with it, everything "
            "released under it is recalled, and that cannot be undone."
        ),
        warning=True,
    )


@step_up
@require_http_methods(["GET", "POST"])
def claim(request: Asked, case_id: UUID) -> HttpResponse:
    """The bundle leaves only after a page that says what leaves, and a fresh proof."""
    found = case_for(request.user, case_id, at=timezone.now())
    if request.method == "POST":
        content, name = claims.bundle(
            case_id=case_id, by=request.user, at=timezone.now()
        )
        return attachment(content, content_type="application/zip", name=name)
    page = {
        "form": ClaimForm(),
        "heading": "Make the claim bundle",
        "caption": found.reference,
        "button": "Download the bundle",
        "before": (
            "A ZIP with the claim as PDF, the agreement, the indemnity and its heads, "
            "every version, the receipts of what was asked and shown, the timeline, the "
            "signed papers and a manifest of digests. It names no subject. That you made "
            "it is on record."
        ),
    }
    return answer_form(request, page, back=reverse("misuse:case", args=[case_id]))


def _take(
    request: Asked,
    case_id: UUID,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """Show a form about a case; a post that stands goes back to the case."""
    found = case_for(request.user, case_id, at=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, done)
            return see("misuse:case", case_id=case_id)
    shown = {**page, "form": form, "caption": found.reference}
    return answer_form(request, shown, back=reverse("misuse:case", args=[case_id]))

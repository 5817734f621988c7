"""How does a decision officer decide on a report?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import looks
from register.queries import reports as report_queries
from register.refusals import RegisterError
from sharing.actions import approvals
from tenants.queries import current_pack
from web.answers import see
from web.decisions.decided import decision_of
from web.decisions.steps import FORMS, bound_forms, form_for, next_step, task_of
from web.govuk.summary import rows_of
from web.reports.shown import report_sections
from web.steps import answers_of, forget, keep, plain


@require_GET
def case(request: Asked, reference: str) -> HttpResponse:
    found = looks.open_report(reference=reference, by=request.user, at=timezone.now())
    pack = current_pack(request.organisation)
    page = {"report": found, "sections": report_sections(found.content, pack)}
    return render(request, "decisions/case.html", page)


@require_http_methods(["GET", "POST"])
def step(request: Asked, reference: str, step: str) -> HttpResponse:
    """Ask one step; go on to the next, or to the answers."""
    if step not in FORMS:
        raise Http404
    content = report_queries.content_for(
        request.user, reference, on=timezone.localdate()
    )
    task = task_of(reference)
    kept = answers_of(request, task)
    data = request.POST if request.method == "POST" else None
    form = form_for(step, request, content=content, kept=kept.get(step), data=data)
    if request.method == "POST" and form.is_valid():
        keep(request, task, step, form.cleaned_data)
        kept = {**kept, step: plain(form.cleaned_data)}
        if step == "tell" and kept["tell"]["tell"] == "no":
            return see("decisions:not-telling", reference=reference)
        following = next_step(step, kept)
        if following:
            return see("decisions:step", reference=reference, step=following)
        return see("decisions:check", reference=reference)
    page = {
        "form": form,
        "heading": FORMS[step].title,
        "caption": reference,
        "back": reverse("decisions:case", args=[reference]),
    }
    return render(
        request, f"decisions/{step}.html", page, status=422 if form.errors else 200
    )


@require_GET
def not_telling(request: Asked, reference: str) -> HttpResponse:
    """Stop before not telling: it is for extreme cases only."""
    return render(request, "decisions/not_telling.html", {"reference": reference})


@require_http_methods(["GET", "POST"])
def check(request: Asked, reference: str) -> HttpResponse:
    """Repeat the decision; a post makes it."""
    content = report_queries.content_for(
        request.user, reference, on=timezone.localdate()
    )
    bound = bound_forms(request, reference, content)
    broken = next((name for name, form in bound.items() if not form.is_valid()), None)
    if broken:
        return see("decisions:step", reference=reference, step=broken)
    refusal: tuple[str, ...] = ()
    if request.method == "POST":
        refusal = decide(request, reference, bound)
        if not refusal:
            forget(request, task_of(reference))
            messages.success(request, "Your decision is recorded.")
            return see("decisions:case", reference=reference)
    page = {
        "reference": reference,
        "sections": sections(reference, bound),
        "refusal": refusal,
        "outcome": bound["factors"].cleaned_data["outcome"],
        "tells": "tell" in bound and bound["tell"].cleaned_data["tell"] == "yes",
    }
    return render(request, "decisions/check.html", page, status=422 if refusal else 200)


def decide(request: Asked, reference: str, bound: dict[str, Any]) -> tuple[str, ...]:
    """Record the decision; return why it cannot be made, nothing when it was."""
    try:
        approvals.decide(
            reference=reference,
            by=request.user,
            at=timezone.now(),
            **decision_of(bound),
        )
    except RegisterError as refusal:
        return refusal.sentences
    return ()


def sections(reference: str, bound: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": FORMS[name].title,
            "rows": rows_of(form),
            "change": reverse("decisions:step", args=[reference, name]),
        }
        for name, form in bound.items()
    ]

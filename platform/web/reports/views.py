"""How does an employee report an incident?"""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import reports
from register.queries import reports as report_queries
from register.queries import work
from register.refusals import RegisterError
from tenants.queries import current_pack
from web.answers import see
from web.reports import topics
from web.reports.content import content_of
from web.reports.forms import TOPICS
from web.steps import plain
from web.work import lines_of


SENT = (
    "Your report was sent. Your head of service sees it next. "
    "If anybody is in danger now, ring 999."
)


@require_GET
def mine(request: Asked) -> HttpResponse:
    items = lines_of(work.my_reports(request.user, on=timezone.localdate()))
    return render(request, "reports/mine.html", {"items": items})


@require_http_methods(["GET", "POST"])
def before(request: Asked) -> HttpResponse:
    """Say what will be asked; a post begins a draft."""
    if request.method == "POST":
        begun = reports.draft(by=request.user, at=timezone.now())
        return see("reports:topic", reference=begun.reference, topic="about")
    return render(request, "reports/before.html")


@require_GET
def tasks(request: Asked, reference: str) -> HttpResponse:
    kept = report_queries.draft_for(request.user, reference)
    lines = topics.tasks_of(reference, kept)
    page = {
        "reference": reference,
        "tasks": lines,
        "done": sum(line.done for line in lines),
        "ready": topics.is_ready(kept),
    }
    return render(request, "reports/tasks.html", page)


@require_http_methods(["GET", "POST"])
def topic(request: Asked, reference: str, topic: str) -> HttpResponse:
    """Ask one topic; go on to the next that is open, or to the answers."""
    if topic not in TOPICS:
        raise Http404
    kept = report_queries.draft_for(request.user, reference)
    form = topics.form_for(
        topic,
        pack=topics.rules_for(topic, current_pack(request.organisation), kept),
        today=timezone.localdate(),
        data=request.POST if request.method == "POST" else None,
        kept=kept.get(topic),
    )
    if request.method == "POST" and form.is_valid():
        reports.answer(
            reference=reference,
            topic=topic,
            answers=plain(form.cleaned_data),
            by=request.user,
            at=timezone.now(),
        )
        following = topics.next_topic(topic, kept)
        if following:
            return see("reports:topic", reference=reference, topic=following)
        return see("reports:check", reference=reference)
    page = {
        "form": form,
        "heading": TOPICS[topic].title,
        "caption": "Report an incident",
        "back": reverse("reports:tasks", args=[reference]),
    }
    return render(
        request, "web/form_page.html", page, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def check(request: Asked, reference: str) -> HttpResponse:
    """Repeat the answers; a post sends the report."""
    kept = report_queries.draft_for(request.user, reference)
    if not topics.is_ready(kept):
        return see("reports:tasks", reference=reference)
    bound = topics.checked_forms(
        kept, pack=current_pack(request.organisation), today=timezone.localdate()
    )
    broken = next((name for name, form in bound.items() if not form.is_valid()), None)
    if broken:
        return see("reports:topic", reference=reference, topic=broken)
    page = {
        "reference": reference,
        "sections": topics.sections_of(reference, bound),
        "refusal": (),
    }
    if request.method == "POST":
        page["refusal"] = send(request, reference, bound)
        if not page["refusal"]:
            messages.success(request, SENT)
            return see("reports:report", reference=reference)
    return render(
        request, "reports/check.html", page, status=422 if page["refusal"] else 200
    )


def send(
    request: Asked, reference: str, bound: dict[str, forms.Form]
) -> tuple[str, ...]:
    """Send the report; return why it cannot be sent, nothing when it was."""
    content = content_of({name: form.cleaned_data for name, form in bound.items()})
    try:
        reports.submit(
            reference=reference, content=content, by=request.user, at=timezone.now()
        )
    except RegisterError as refusal:
        return refusal.sentences
    return ()

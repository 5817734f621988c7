"""What becomes of this entry: is it kept, corrected, restricted, held?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import corrections, looks, sweeps
from register.refusals import Changed, RegisterError
from register.shown import EntryPage
from sharing import queries as sharing_queries
from sharing.actions import approvals
from sharing.errors import SharingError
from tenants.queries import current_pack
from web.answers import see
from web.govuk.summary import rows_of
from web.lives.forms import CorrectForm, KeepForm, ReasonForm, Versioned, as_it_says
from web.lives.steps import STEPS
from web.middleware import held_roles


UNSAID = frozenset({"csrfmiddlewaretoken", "confirmed", "change"})


@require_http_methods(["GET", "POST"])
def step(request: Asked, reference: str, name: str) -> HttpResponse:
    """One step that asks only why."""
    found = STEPS.get(name)
    if found is None:
        raise Http404
    if not held_roles(request) & found.roles:
        raise PermissionDenied
    entry = _opened(request, reference)
    form = ReasonForm(request.POST or None, initial={"version": entry.version})

    def act() -> None:
        found.act(
            reference=reference,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )

    if _taken(request, form, entry, act):
        messages.success(request, found.done)
        return see("register:entry", reference=reference)
    page = {"heading": found.heading, "button": found.button, "told": found.warning}
    return _page(request, "lives/step.html", form, reference, page)


@require_http_methods(["GET", "POST"])
def correct(request: Asked, reference: str) -> HttpResponse:
    entry = _opened(request, reference)
    pack = current_pack(request.organisation)
    form = CorrectForm(request.POST or None, pack=pack, initial=as_it_says(entry))

    def act() -> None:
        corrections.correct(
            reference=reference,
            correction=form.asked(),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )

    if _taken(request, form, entry, act):
        messages.success(
            request, "The entry is corrected. Whoever was shown the old words is told."
        )
        return see("register:entry", reference=reference)
    page = {"heading": "Correct this entry", "button": "Correct it"}
    return _page(request, "lives/correct.html", form, reference, page)


@require_http_methods(["GET", "POST"])
def keep(request: Asked, reference: str) -> HttpResponse:
    """The factors, then the same answers to check, then it is kept."""
    entry = _opened(request, reference)
    form = KeepForm(
        request.POST or None,
        pack=current_pack(request.organisation),
        teams=sharing_queries.team_choices(request.user),
        initial={"version": entry.version, "under_18": "NO"},
    )
    if "confirmed" not in request.POST and form.is_valid():
        return _checked(request, form, entry)

    def act() -> None:
        approvals.keep(
            reference=reference,
            asked=form.asked(),
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )

    if _taken(request, form, entry, act):
        messages.success(
            request, "The entry is kept for a new term. The person is told by letter."
        )
        return see("register:entry", reference=reference)
    page = {"heading": "Review this entry", "button": "Continue", "entry": entry}
    return _page(request, "lives/keep.html", form, reference, page)


def _checked(request: Asked, form: KeepForm, entry: EntryPage) -> HttpResponse:
    """Say back what was answered, unless it is to be changed."""
    if "change" in request.POST:
        page = {"heading": "Review this entry", "button": "Continue", "entry": entry}
        return _page(request, "lives/keep.html", form, entry.reference, page)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNSAID
        for value in values
    ]
    rows = [row for row in rows_of(form) if row.label != "Version"]
    shown = {"entry": entry, "section": {"rows": rows}, "typed": typed}
    return render(request, "lives/check.html", shown)


@require_GET
def reviews(request: Asked) -> HttpResponse:
    """All that falls due, by owner, each with its clock."""
    found = sweeps.list_reviews(by=request.user, at=timezone.now())
    return render(request, "lives/reviews.html", {"sweep": found})


@require_GET
def trends(request: Asked) -> HttpResponse:
    """The counts of a year, each as a table with bars."""
    found = sweeps.read_trends(by=request.user, at=timezone.now())
    return render(request, "lives/trends.html", {"charts": found})


def _opened(request: Asked, reference: str) -> EntryPage:
    return looks.open_entry(reference=reference, by=request.user, at=timezone.now())


def _taken(
    request: Asked, form: Versioned, entry: EntryPage, act: Callable[[], None]
) -> bool:
    """Take the step if the form is sent and right; what refuses it is said on it."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except (RegisterError, SharingError) as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
        if isinstance(refusal, Changed):
            # What was typed stays; it is sent again upon what the entry says now.
            form.data = upon(request, entry)
        return False
    return True


def _page(
    request: Asked,
    template: str,
    form: Versioned,
    reference: str,
    page: dict[str, Any],
) -> HttpResponse:
    back = reverse("register:entry", args=[reference])
    shown = {"form": form, "caption": reference, "back": back, **page}
    return render(request, template, shown, status=422 if form.errors else 200)


def upon(request: Asked, entry: EntryPage) -> QueryDict:
    """What was typed, as if it had been typed on what the entry says now."""
    typed = request.POST.copy()
    typed["version"] = str(entry.version)
    return typed

"""Who would see this entry, to whom is it released, and why may somebody not see it?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from sharing import queries
from sharing.actions import (
    audiences,
    explaining,
    release_looks,
    releases,
    team_releases,
)
from sharing.actions.choices import Outcome
from sharing.errors import SharingError
from web.answers import see
from web.sharing.forms import ReleaseForm, TakeBackForm
from web.steps import answers_of, forget, keep


def task_of(reference: str) -> str:
    return f"release {reference}"


def release_form(found: Any, data: Mapping[str, Any] | None) -> ReleaseForm:  # noqa: ANN401
    """Return the form over those that may be given it and do not have it yet."""
    return ReleaseForm(
        data,
        partners=[one for one in found.partners if one.permitted and not one.released],
        teams=[one for one in found.teams if not one.reasons and not one.chosen],
    )


@require_http_methods(["GET", "POST"])
def audience(request: Asked, reference: str) -> HttpResponse:
    """List every partner and team with reasons and head counts; nothing is ticked."""
    found = queries.audience_for(request.user, reference, at=timezone.now())
    form = release_form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keep(request, task_of(reference), "release", form.cleaned_data)
        return see("sharing:check", reference=reference)
    page = {
        "audience": found,
        "form": form,
        "refused": [one for one in found.partners if not one.permitted],
        "released": [one for one in found.partners if one.released],
        "teams_refused": [one for one in found.teams if one.reasons],
        "teams_given": [one for one in found.teams if one.chosen],
    }
    return render(
        request, "sharing/audience.html", page, status=422 if form.errors else 200
    )


@step_up
@require_http_methods(["GET", "POST"])
def check(request: Asked, reference: str) -> HttpResponse:
    """Stop before sharing: who will see it from now on; a post releases."""
    found = queries.audience_for(request.user, reference, at=timezone.now())
    kept = answers_of(request, task_of(reference)).get("release", {})
    form = release_form(found, kept)
    if not form.is_valid():
        return see("sharing:audience", reference=reference)
    refusal: tuple[str, ...] = ()
    if request.method == "POST":
        refusal = share(request, reference, form)
        if not refusal:
            forget(request, task_of(reference))
            return see("sharing:audience", reference=reference)
    partners, teams = form.chosen_partners(), form.chosen_teams()
    page = {
        "audience": found,
        "partners": partners,
        "teams": teams,
        "people": sum(one.head_count for one, _, _ in partners),
        "own_people": sum(one.head_count for one, _, _ in teams),
        "refusal": refusal,
    }
    return render(request, "sharing/check.html", page, status=422 if refusal else 200)


def share(request: Asked, reference: str, form: ReleaseForm) -> tuple[str, ...]:
    """Share with everybody chosen; return what the gate refused, with reasons."""
    try:
        made = audiences.share(
            entry_reference=reference,
            partners=form.choices(),
            teams=form.picks(),
            by=request.user,
            at=timezone.now(),
        )
    except SharingError as refusal:
        return refusal.sentences
    return tell(request, made)


def tell(request: Asked, made: Sequence[Outcome]) -> tuple[str, ...]:
    """Say to whom it went; return why it did not go to others."""
    given = [outcome.organisation for outcome in made if outcome.released]
    if given:
        names = ", ".join(given)
        messages.success(request, f"Released to {names}. Their next check shows it.")
    return tuple(
        f"{outcome.organisation}: {reason}"
        for outcome in made
        for reason in outcome.reasons
    )


@require_http_methods(["GET", "POST"])
def take_back(request: Asked, reference: str, release_id: UUID) -> HttpResponse:
    """Take a release back: it stops answering at once, and a recall follows."""

    def withdraw(reason: str) -> None:
        releases.withdraw(
            release_id=release_id, reason=reason, by=request.user, at=timezone.now()
        )

    return ask_why(request, reference, withdraw)


@require_http_methods(["GET", "POST"])
def take_back_from_team(
    request: Asked, reference: str, release_id: UUID
) -> HttpResponse:
    """The same for one of our own teams."""

    def withdraw(reason: str) -> None:
        team_releases.take_back(
            team_release_id=release_id,
            reason=reason,
            by=request.user,
            at=timezone.now(),
        )

    return ask_why(request, reference, withdraw)


def ask_why(request: Asked, reference: str, withdraw: Any) -> HttpResponse:  # noqa: ANN401
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(form.cleaned_data["reason"])
        except SharingError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, "Taken back. Their next check does not show it.")
            return see("sharing:audience", reference=reference)
    page = {
        "form": form,
        "heading": "Take this release back?",
        "caption": reference,
        "back": reverse("sharing:audience", args=[reference]),
        "button": "Take it back",
        "warning": True,
    }
    return render(
        request, "web/form_page.html", page, status=422 if form.errors else 200
    )


@require_GET
def explain(request: Asked, reference: str, recipient: UUID) -> HttpResponse:
    found = explaining.explain(
        entry_reference=reference,
        recipient=recipient,
        by=request.user,
        at=timezone.now(),
    )
    page = {"reference": reference, "explanation": found}
    return render(request, "sharing/explain.html", page)


@require_GET
def seen(request: Asked, reference: str) -> HttpResponse:
    """Who at which partner saw this entry, when and for what."""
    found = release_looks.open_sightings(
        entry_reference=reference, by=request.user, at=timezone.now()
    )
    return render(request, "sharing/seen.html", {"seen": found})

"""Which organisations are there, how is one opened, and is all well?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import first_administrator, organisations
from accounts.sign_in.requests import Asked
from tenants import onboarding, packs, queries, stopping
from tenants.codes import OrganisationKind
from tenants.operations import figures
from web.answers import ask, see
from web.errors import not_found
from web.organisations.forms import InviteForm, OpenForm, ReasonForm


@require_GET
def index(request: Asked) -> HttpResponse:
    page = {
        "organisations": queries.organisations(active_only=False),
        "openings": onboarding.openings(),
    }
    return render(request, "organisations/list.html", page)


@require_http_methods(["GET", "POST"])
def open_one(request: Asked) -> HttpResponse:
    """Ask what must be known; the worker that may make schemas does the rest."""
    form = OpenForm(request.POST or None, packs=packs.names())

    def do(form: OpenForm) -> HttpResponse:
        given = form.cleaned_data
        made = organisations.open_organisation(
            slug=given["slug"],
            name=given["name"],
            kind=OrganisationKind(given["kind"]),
            pack_name=given["pack"],
            details={name: given[name] for name in DETAILS},
            by=request.user,
            at=timezone.now(),
        )
        return see("organisations:opening", opening_id=made)

    page = {
        "heading": "Open an organisation",
        "back": reverse("organisations:list"),
        "button": "Open it",
    }
    return ask(request, form, do, page)


DETAILS = ("duty_name", "duty_phone", "gss_code", "rsh_number", "brand_colour")


@require_GET
def opening(request: Asked, opening_id: UUID) -> HttpResponse:
    try:
        found = onboarding.opening(opening_id)
    except onboarding.NoSuchOpening:
        return not_found(request)
    tasks = [
        {"title": title, "done": number <= found.steps_done}
        for number, title in enumerate(onboarding.STEPS, start=1)
    ]
    page = {"opening": found, "tasks": tasks}
    return render(request, "organisations/opening.html", page)


@require_GET
def operations(request: Asked) -> HttpResponse:
    page = {"figures": figures(), "area": "operations"}
    return render(request, "organisations/operations.html", page)


@require_GET
def organisation(request: Asked, organisation_id: UUID) -> HttpResponse:
    """One organisation: its status, who to invite, and how to stop it."""
    found = _found(organisation_id)
    has_nobody = first_administrator.has_nobody(organisation_id)
    page = {"one": found, "has_nobody": has_nobody}
    return render(request, "organisations/organisation.html", page)


@require_http_methods(["GET", "POST"])
def invite(request: Asked, organisation_id: UUID) -> HttpResponse:
    """Invite the first administrator, while nobody is there."""
    found = _found(organisation_id)

    def do(form: InviteForm) -> HttpResponse:
        organisations.invite_first(
            organisation_id=found.id,
            email=form.cleaned_data["email"],
            full_name=form.cleaned_data["full_name"],
            by=request.user,
            at=timezone.now(),
        )
        return see("organisations:organisation", organisation_id=found.id)

    form = InviteForm(request.POST or None)
    page = page_of(found, "Invite the first administrator", "Invite")
    done = "The invitation is on its way by e-mail."
    return ask(request, form, do, page, done=done)


@require_http_methods(["GET", "POST"])
def suspend(request: Asked, organisation_id: UUID) -> HttpResponse:
    """Stop serving an organisation: everybody there is signed out."""
    found = _found(organisation_id)
    heading, button = f"Suspend {found.name}", "Suspend now"
    return _stop(request, found, stopping.SUSPEND, heading, button)


@require_http_methods(["GET", "POST"])
def resume(request: Asked, organisation_id: UUID) -> HttpResponse:
    """Serve a suspended organisation again."""
    found = _found(organisation_id)
    heading = f"Serve {found.name} again"
    return _stop(request, found, stopping.RESUME, heading, "Serve it again")


def _stop(
    request: Asked, found: stopping.Standing, task: str, heading: str, button: str
) -> HttpResponse:
    def do(form: ReasonForm) -> HttpResponse:
        organisations.stop_or_resume(
            task,
            organisation_id=found.id,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return see("organisations:organisation", organisation_id=found.id)

    form = ReasonForm(request.POST or None)
    stops = task == stopping.SUSPEND
    page = page_of(found, heading, button) | {"warning": stops}
    return ask(request, form, do, page)


def page_of(found: stopping.Standing, heading: str, button: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "button": button,
        "caption": found.name,
        "back": reverse("organisations:organisation", args=[found.id]),
    }


def _found(organisation_id: UUID) -> stopping.Standing:
    try:
        return stopping.standing_of(organisation_id)
    except stopping.NoSuchOrganisation as unknown:
        raise Http404 from unknown

"""Which organisations are there, how is one opened, and is all well?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.queries import actor
from accounts.sign_in.requests import Asked
from tenants import onboarding, packs, queries
from tenants.codes import OrganisationKind, Role
from tenants.operations import figures
from web.answers import see
from web.errors import not_found
from web.organisations.forms import OpenForm


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
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            opening = onboarding.ask(
                slug=given["slug"],
                name=given["name"],
                kind=OrganisationKind(given["kind"]),
                pack_name=given["pack"],
                details={name: given[name] for name in DETAILS if given[name]},
                by=actor(request.user, role=Role.PLATFORM_ADMINISTRATOR),
            )
        except onboarding.NotAsked as refusal:
            form.add_error(None, str(refusal))
        else:
            return see("organisations:opening", opening_id=opening)
    page = {
        "form": form,
        "heading": "Open an organisation",
        "back": reverse("organisations:list"),
        "button": "Open it",
    }
    return render(
        request, "web/form_page.html", page, status=422 if form.errors else 200
    )


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
    page = {"figures": figures()}
    return render(request, "organisations/operations.html", page)

"""Which organisations are there, how is one opened, and is all well?"""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import first_administrator
from accounts.actions.people import PersonError
from accounts.queries import actor
from accounts.sign_in.requests import Asked
from tenants import onboarding, packs, queries, stopping
from tenants.codes import OrganisationKind, Role
from tenants.operations import figures
from web.answers import see
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
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            first_administrator.invite_first_administrator(
                organisation_id=found.id,
                email=form.cleaned_data["email"],
                full_name=form.cleaned_data["full_name"],
                by=actor(request.user, role=Role.PLATFORM_ADMINISTRATOR),
                at=timezone.now(),
            )
        except PersonError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The invitation is on its way by e-mail.")
            return see("organisations:organisation", organisation_id=found.id)
    return _asking(request, found, form, "Invite the first administrator", "Invite")


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
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stopping.ask(
                task,
                organisation_id=found.id,
                reason=form.cleaned_data["reason"],
                by=actor(request.user, role=Role.PLATFORM_ADMINISTRATOR),
                at=timezone.now(),
            )
        except stopping.NotStopped as refusal:
            form.add_error(None, str(refusal))
        else:
            return see("organisations:organisation", organisation_id=found.id)
    stops = task == stopping.SUSPEND
    return _asking(request, found, form, heading, button, warning=stops)


def _asking(
    request: Asked,
    found: stopping.Standing,
    form: Form,
    heading: str,
    button: str,
    *,
    warning: bool = False,
) -> HttpResponse:
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "warning": warning,
        "caption": found.name,
        "back": reverse("organisations:organisation", args=[found.id]),
    }
    status = 422 if form.errors else 200
    return render(request, "web/form_page.html", page, status=status)


def _found(organisation_id: UUID) -> stopping.Standing:
    try:
        return stopping.standing_of(organisation_id)
    except stopping.NoSuchOrganisation as unknown:
        raise Http404 from unknown

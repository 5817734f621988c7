"""With whose own sign-in do people come in, and which machines may ask?"""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries
from accounts.actions import clients, single_sign_on
from accounts.policy import scopes_for
from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from tenants.queries import link
from web.answers import ask, see
from web.people.answering import by, sent
from web.people.forms import ClientForm, ConfirmForm, ProviderForm


@require_GET
def providers(request: Asked) -> HttpResponse:
    """How people and machines come in here."""
    page = {
        "area": "providers",
        "provider": queries.provider(),
        "clients": queries.clients(),
        "token_address": link(
            request.organisation.id, reverse("oauth2_provider:token")
        ),
    }
    return render(request, "people/providers.html", page)


@step_up
@require_http_methods(["GET", "POST"])
def change_provider(request: Asked) -> HttpResponse:
    """Set up or change the organisation's own OpenID Connect sign-in."""

    def do(form: ProviderForm) -> HttpResponse:
        single_sign_on.set_provider(
            **form.cleaned_data, by=by(request), at=timezone.now()
        )
        messages.success(request, "Your organisation's sign-in is saved.")
        return see("people:providers")

    found = queries.provider()
    initial = asdict(found) if found else {"enabled": True}
    form = ProviderForm(sent(request), initial=initial)
    back = reverse("openid_connect_callback", args=[queries.PROVIDER_ID])
    page = {
        "area": "providers",
        "heading": "Your organisation's own sign-in",
        "button": "Save",
        "back": reverse("people:providers"),
        "callback": link(request.organisation.id, back),
    }
    return ask(request, form, do, page, "people/provider.html")


@step_up
@require_http_methods(["GET", "POST"])
def add_client(request: Asked) -> HttpResponse:
    """Register a machine. Its secret is shown on the answer and never again."""
    people = queries.people(on=timezone.localdate())

    def do(form: ClientForm) -> HttpResponse:
        made = clients.register_client(
            name=form.cleaned_data["name"],
            responsible=queries.user_for(UUID(form.cleaned_data["responsible"])),
            scopes=form.cleaned_data["scopes"],
            by=by(request),
            at=timezone.now(),
        )
        return render(request, "people/client_added.html", {"made": made})

    scopes = scopes_for(request.organisation.kind)
    form = ClientForm(sent(request), people=people, scopes=scopes)
    page = {
        "area": "providers",
        "heading": "Register a system",
        "button": "Register",
        "back": reverse("people:providers"),
    }
    return ask(request, form, do, page)


@step_up
@require_http_methods(["GET", "POST"])
def revoke_client(request: Asked, client_id: UUID) -> HttpResponse:
    """The system gets no more tokens, and those it has stop now."""
    profile = queries.client(client_id)
    if profile is None:
        raise Http404("There is no such system here.")

    def do(_: ConfirmForm) -> HttpResponse:
        clients.revoke_client(profile=profile, by=by(request), at=timezone.now())
        messages.success(request, f"{profile.name} can ask nothing any more.")
        return see("people:providers")

    form = ConfirmForm(sent(request))
    page = {
        "area": "providers",
        "heading": f"Stop {profile.name}",
        "button": "Stop it",
        "warning": True,
        "back": reverse("people:providers"),
    }
    return ask(request, form, do, page)

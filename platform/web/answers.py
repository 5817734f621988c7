"""How does a page ask, refuse with a sentence, and go on?"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.actions.accesses import AccessError
from accounts.actions.briefings import BriefingError
from accounts.actions.clients import ClientError
from accounts.actions.mail import AlreadyJoined
from accounts.actions.people import PersonError
from accounts.actions.roles import RoleError
from accounts.actions.single_sign_on import IssuerNotSafe, SecretMissing
from accounts.actions.teams import TeamNameTaken
from accounts.queries import NoSuchPerson
from accounts.sign_in.requests import Asked
from register import refusals as register
from sharing import errors as sharing
from tenants.asked_for import NotLikeThat
from tenants.onboarding import NotAsked
from tenants.stopping import NotStopped


OTHER_PAGES = (
    register.NotFound,
    register.NotPermitted,
    sharing.NotFound,
    sharing.NotAllowed,
)
"""Refusals of the page itself: the middleware answers them."""

REFUSALS = (
    register.RegisterError,
    sharing.SharingError,
    AccessError,
    AlreadyJoined,
    BriefingError,
    ClientError,
    IssuerNotSafe,
    NotAsked,
    NotLikeThat,
    NotStopped,
    PersonError,
    RoleError,
    SecretMissing,
    TeamNameTaken,
)
"""Refusals of what was sent: each is sentences a person may read."""


class SeeOther(HttpResponseRedirect):
    """303: what was posted is done; look there. A reload then posts nothing."""

    status_code = 303


def see(route: str, **named: object) -> SeeOther:
    """Answer a post by sending the browser to a route."""
    return SeeOther(reverse(route, kwargs=named))


def seen_in(request: Asked) -> int | None:
    """How far things had come when their page was opened: as the form sends it, or as
    the link to the form carried it."""
    sent = request.POST.get("seen") or request.GET.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else None


def attachment(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """Answer with a file that the browser saves and never opens in the page."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def ask[F: forms.Form](
    request: Asked,
    form: F,
    do: Callable[[F], HttpResponse],
    page: Mapping[str, Any],
    template: str = "web/form_page.html",
    *,
    done: str = "",
) -> HttpResponse:
    """Show the form; when it is sent and valid, do it; a refusal is its error.

    What was typed is kept, and nothing was changed. `done` is said on the page that
    comes next.
    """
    if request.method == "POST" and form.is_valid():
        try:
            response = do(form)
        except OTHER_PAGES:
            raise
        except NoSuchPerson as unknown:
            raise Http404(str(unknown)) from unknown
        except REFUSALS as refusal:
            put_on(form, refusal)
        else:
            if done:
                messages.success(request, done)
            return response
    status = 422 if form.errors else 200
    return render(request, template, {**page, "form": form}, status=status)


def put_on(form: forms.Form, refusal: Exception) -> None:
    """Put each reason where it belongs on the form, or above it."""
    if isinstance(refusal, sharing.Invalid | NotLikeThat):
        for name, sentence in refusal.errors.items():
            form.add_error(name if name in form.fields else None, sentence)
        return
    for sentence in getattr(refusal, "sentences", (str(refusal),)):
        form.add_error(None, sentence)

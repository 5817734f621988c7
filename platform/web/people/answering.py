"""How does a page ask, refuse with a sentence, and go on?"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from accounts.actions.accesses import AccessError
from accounts.actions.briefings import BriefingError
from accounts.actions.clients import ClientError
from accounts.actions.mail import AlreadyJoined
from accounts.actions.people import PersonError
from accounts.actions.roles import RoleError
from accounts.actions.sessions import session_name
from accounts.actions.single_sign_on import IssuerNotSafe, SecretMissing
from accounts.actions.teams import TeamNameTaken
from accounts.queries import NoSuchPerson, actor
from accounts.sign_in.requests import Asked
from audit.actors import Actor


REFUSALS = (
    AlreadyJoined,
    BriefingError,
    ClientError,
    IssuerNotSafe,
    PersonError,
    AccessError,
    RoleError,
    SecretMissing,
    TeamNameTaken,
)


def by(request: Asked) -> Actor:
    """Whoever is signed in, as the audit names them."""
    return actor(request.user, session=session_name(request.asker_digest or b""))


def sent(request: Asked) -> QueryDict | None:
    """What was sent, or None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


def ask[F: forms.Form](
    request: Asked,
    form: F,
    do: Callable[[F], HttpResponse],
    page: Mapping[str, Any],
    template: str = "web/form_page.html",
) -> HttpResponse:
    """Show the form; when it is sent and valid, do it; a refusal is its error.

    What was typed is kept, and nothing was changed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return do(form)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except NoSuchPerson as error:
            raise Http404(str(error)) from error
    status = 422 if form.errors else 200
    return render(request, template, {**page, "form": form}, status=status)

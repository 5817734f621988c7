"""How does somebody come in who has no session yet?"""

from typing import Any

from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import queries
from accounts.actions import invitations, personas
from accounts.permissions import ADMINISTRATORS
from accounts.policy import Factor
from accounts.sign_in.factors import remember
from accounts.sign_in.requests import Asked
from web.answers import see
from web.people.answering import sent
from web.people.entrance_forms import BecomeForm, JoinForm


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_GET
def second_step(request: Asked) -> HttpResponse:
    """Say what second step is needed, and offer to set it up."""
    strict = settings.PASSKEY_FOR_ADMINISTRATORS and request.roles & ADMINISTRATORS
    page = {
        "held": queries.factors(request.user),
        "needs_passkey": strict,
        "may_use_app": not strict,
    }
    return render(request, "people/second_step.html", page)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def join(request: Asked, token: str) -> HttpResponse:
    """Take up an invitation: choose a password, then sign in with it."""
    try:
        invitation = invitations.open_invitation(token=token, at=timezone.now())
        form = JoinForm(sent(request), user=invitation.user)
        if request.method == "POST" and form.is_valid():
            invitations.join(
                token=token,
                password=form.cleaned_data["password"],
                at=timezone.now(),
            )
            messages.success(request, "Your password is set. Sign in with it.")
            return see("account_login")
    except invitations.LinkNotValid as error:
        page = {"heading": "This link does not work", "sentence": str(error)}
        return render(request, "people/sentence.html", page, status=410)
    shown = {"form": form, "person": invitation.user}
    return render(
        request, "people/join.html", shown, status=422 if form.errors else 200
    )


@csrf_exempt
@require_POST
def become(request: Asked) -> HttpResponse:
    """Demonstration only: be a persona with one click.

    The form stands on the platform's host, so it can carry no token of this one's.
    """
    form = BecomeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        user = personas.persona(
            email=form.cleaned_data["email"],
            remote_address=request.META["REMOTE_ADDR"],
            host=request.get_host(),
        )
    except personas.NotADemonstration as error:
        raise PermissionDenied(str(error)) from error
    except queries.NoSuchPerson as error:
        raise Http404(str(error)) from error
    logout(request)
    remember(request, user=user, method=Factor.DEMO)
    login(request, user, backend=BACKEND)
    return redirect(_safe(request, form.cleaned_data["next"]))


def remove_passkey(request: Asked, pk: int) -> HttpResponseBase:
    """Remove a passkey, but never the last second step."""
    if request.method == "POST" and queries.is_last_factor(request.user, pk):
        messages.error(
            request,
            "This is your only second step. Set up another before you remove it.",
        )
        return see("mfa_index")
    answer: HttpResponseBase = remove_webauthn(request, pk=pk)
    return answer


def locked_out(
    request: Asked, response: HttpResponse, credentials: object, *_: Any
) -> HttpResponse:
    """What somebody sees after too many failed attempts: the same for everybody."""
    page = {
        "heading": "Too many attempts",
        "sentence": (
            "There were too many attempts to sign in. Wait 30 minutes and try again,"
            " or ask your administrator."
        ),
    }
    return render(request, "people/sentence.html", page, status=429)


def too_many(request: Asked, *_: Any) -> HttpResponse:
    """The answer to whoever asks too often."""
    page = {
        "heading": "Too many attempts",
        "sentence": "You asked too often. Wait a minute and try again.",
    }
    return render(request, "people/sentence.html", page, status=429)


def nothing(request: Asked, **_: Any) -> HttpResponse:
    """What allauth offers and Heed does not: signing up, changing an address."""
    raise Http404


def _safe(request: Asked, target: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"

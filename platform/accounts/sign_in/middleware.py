"""Who asks, have they a second factor, and is their session still in use?

Answers from the shared asker row: one query, no table of the organisation's own.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accounts.actions import askers
from accounts.permissions import ADMINISTRATORS
from accounts.policy import IDLE, TOUCH_EVERY
from accounts.sign_in.factors import factor_of
from accounts.sign_in.requests import Asked
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.models import Asker


ENROL = "people:second-step"

# The namespace of what programs and pages' scripts ask.
CALLS = "api"

# What somebody may open who has only a password yet: enough to set up a second
# step, to prove the password again, and to leave.
BEFORE_SECOND_STEP = frozenset(
    {
        ENROL,
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)


class SignInMiddleware:
    """Sets `asker_digest`, `asker` and `roles` on the request, and guards the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        """Ask who it is, once; after the answer, start the idle clock again."""
        digest = request.session.digest
        asker = asker_of(digest, timezone.now())
        held = asker.roles if asker else []
        request.asker_digest = digest
        request.asker = asker
        request.roles = frozenset(map(Role, held))
        response = self.get_response(request)
        if asker is not None and response.status_code < 500:
            _touch(asker, timezone.now())
        return response

    def process_view(
        self, request: Asked, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Nobody who signed in reaches a page without the second step they need.

        A program of theirs is sent to no page: its call shows no credential.
        """
        match = request.resolver_match
        asker = request.asker
        if asker is None or match is None or match.view_name in BEFORE_SECOND_STEP:
            return None
        if asker.second_factor and not self._needs_passkey(request):
            return None
        if CALLS in match.namespaces:
            request.asker, request.asker_digest = None, None
            return None
        return redirect(ENROL)

    def _needs_passkey(self, request: Asked) -> bool:
        """Administrators need a factor that a false page cannot steal."""
        if not settings.PASSKEY_FOR_ADMINISTRATORS:
            return False
        roles = request.roles
        if not roles & ADMINISTRATORS:
            return False
        return not factor_of(request.session).resists_phishing


def asker_of(digest: bytes | None, now: datetime) -> Asker | None:
    """The live asker row of a session, or None."""
    if digest is None:
        return None
    return Asker.objects.filter(
        digest=digest,
        organisation=current_organisation().id,
        kind="PERSON",
        expires_at__gt=now,
        idle_expires_at__gt=now,
    ).first()


def _touch(asker: Asker, now: datetime) -> None:
    """Move the idle clock, at most once a minute."""
    if asker.idle_expires_at - now < IDLE - TOUCH_EVERY:
        askers.touch(digest=bytes(asker.digest), at=now)

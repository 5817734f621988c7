"""Which credential does this call show?

Nothing is looked up here. The digest of a bearer token or of a session is handed
inward, where one shared statement says whose it is and what they may do.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import BaseAuthentication, CSRFCheck
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.problems import Kinds, Problem


if TYPE_CHECKING:
    from rest_framework.views import APIView


LONGEST_TOKEN = 512


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who shows a credential; whether it is good is not known yet."""

    digest: bytes
    is_authenticated: bool = True


class Credential(BaseAuthentication):
    """A bearer token before a session; a session must also pass the CSRF check."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header:
            return Caller(_digest_of_bearer(header)), None
        digest = getattr(request._request, "asker_digest", None)
        if digest is None:
            return None
        _refuse_forgery(request)
        return Caller(digest), None

    def authenticate_header(self, request: Request) -> str:
        del request
        return 'Bearer realm="heed"'


class ShowsCredential(BasePermission):
    """Refuse a call that shows nothing, before its body is read."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        del view
        if isinstance(request.user, Caller):
            return True
        raise NotAuthenticated


def digest_of(request: Request) -> bytes:
    """The digest of what was shown, for an action that judges the asker itself."""
    shown = request.user
    return shown.digest if isinstance(shown, Caller) else b""


def _digest_of_bearer(header: str) -> bytes:
    scheme, _, token = header.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise NotAuthenticated
    return sha256(token.encode(errors="replace")).digest()


def _refuse_forgery(request: Request) -> None:
    """A page of another site may not check in a signed-in person's name."""

    def no_response(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    check = CSRFCheck(no_response)
    check.process_request(request._request)
    if check.process_view(request._request, no_response, (), {}):
        raise Problem(
            Kinds.NOT_ALLOWED,
            "Send the CSRF token of your session in the X-CSRFToken header.",
        )

"""What went wrong, in a form a program can act on and a person can read?

Every error of the API is an RFC 9457 problem document. `type` never changes once
published; `detail` says what to do. No personal data is ever put into one.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions


log = logging.getLogger("api")
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its stable name, its status and its title."""

    name: str
    status: int
    title: str

    @property
    def type(self) -> str:
        return f"urn:heed:problem:{self.name}"


class Kinds(Enum):
    """Every kind of problem the API answers with."""

    NOT_UNDERSTOOD = Kind("not-understood", 400, "The body cannot be read.")
    INVALID = Kind("invalid", 400, "Some fields need to be corrected.")
    NO_CREDENTIAL = Kind("no-credential", 401, "Say who is asking.")
    NOT_ALLOWED = Kind("not-allowed", 403, "This credential may not do that.")
    NOT_FOUND = Kind("not-found", 404, "There is nothing here for you.")
    METHOD = Kind("method", 405, "This address does not take that method.")
    NOT_ACCEPTABLE = Kind("not-acceptable", 406, "Only JSON can be answered.")
    STALE = Kind("stale", 410, "This answer is too old to rely on.")
    TOO_LONG = Kind("too-long", 413, "The body is too long.")
    MEDIA = Kind("media-type", 415, "Send JSON.")
    KEY_REUSED = Kind("key-reused", 422, "This Idempotency-Key was used before.")
    TOO_MANY = Kind("too-many", 429, "Too many calls.")
    FAULT = Kind("fault", 500, "Something failed on our side.")
    NOT_NOW = Kind("not-now", 503, "We cannot check right now.")


class Problem(exceptions.APIException):
    """Raised by a call; the one handler turns it into the document."""

    def __init__(
        self,
        kind: Kinds,
        detail: str,
        *,
        errors: Mapping[str, str] | None = None,
        **headers: str,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.sentence = detail
        self.errors = dict(errors or {})
        self.headers = {name.replace("_", "-"): text for name, text in headers.items()}


def document(
    kind: Kinds,
    detail: str,
    *,
    errors: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The response that carries a problem. `errors` is field → what to do."""
    body: dict[str, Any] = {
        "type": kind.value.type,
        "title": kind.value.title,
        "status": kind.value.status,
        "detail": detail,
    }
    if errors:
        body["errors"] = [
            {"field": field, "detail": sentence} for field, sentence in errors.items()
        ]
    response = HttpResponse(
        json.dumps(body), status=kind.value.status, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def no_route(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer an address under /api/ that is none of ours."""
    del request, path
    return document(Kinds.NOT_FOUND, "Check the address against /api/v1/openapi.json.")


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """Turn anything raised in a call into a problem document. The one place for it."""
    if isinstance(error, Problem):
        return document(
            error.kind, error.sentence, errors=error.errors, headers=error.headers
        )
    if isinstance(error, exceptions.Throttled):
        return _too_many(error)
    if isinstance(error, exceptions.MethodNotAllowed):
        allowed = ", ".join(context["view"].allowed_methods)
        return document(
            Kinds.METHOD, f"Use one of: {allowed}.", headers={"Allow": allowed}
        )
    for kinds, (kind, detail) in KNOWN.items():
        if isinstance(error, kinds):
            headers = {"WWW-Authenticate": 'Bearer realm="heed"'}
            return document(
                kind, detail, headers=headers if kind is Kinds.NO_CREDENTIAL else None
            )
    return _fault(error, context)


KNOWN: dict[tuple[type[Exception], ...], tuple[Kinds, str]] = {
    (exceptions.NotAuthenticated, exceptions.AuthenticationFailed): (
        Kinds.NO_CREDENTIAL,
        "Send a current access token as `Authorization: Bearer …`, or sign in.",
    ),
    (exceptions.PermissionDenied, PermissionDenied): (
        Kinds.NOT_ALLOWED,
        "Ask your administrator for a credential with the scope this call needs.",
    ),
    (exceptions.NotFound, Http404): (
        Kinds.NOT_FOUND,
        "Check the address against /api/v1/openapi.json.",
    ),
    (exceptions.NotAcceptable,): (
        Kinds.NOT_ACCEPTABLE,
        "Accept application/json, or send no Accept header.",
    ),
}


def _too_many(error: exceptions.Throttled) -> HttpResponse:
    wait = max(1, int(getattr(error, "wait", None) or 1))
    return document(
        Kinds.TOO_MANY,
        f"Wait {wait} seconds and send it again.",
        headers={"Retry-After": str(wait)},
    )


def _fault(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """Our own fault: kind of error to the log, since its text may quote what was sent."""
    view = context.get("view")
    log.error("api fault", extra={"error": type(error).__name__, "view": str(view)})
    request = context.get("request")
    got_request_exception.send(sender=type(view), request=request)
    return document(
        Kinds.FAULT,
        "Nothing was changed. Send it again; if it fails again, tell your administrator.",
    )

"""What is answered when a call raises something? The one handler of the API."""

import logging
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions

from api.problems import Kinds, Problem, document
from api.refusals import problem_of


log = logging.getLogger("api")


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """Turn anything raised in a call into a problem document. The one place for it."""
    problem = error if isinstance(error, Problem) else problem_of(error)
    if problem is not None:
        return document(
            problem.kind,
            problem.sentence,
            errors=problem.errors,
            headers=problem.headers,
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
    (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent): (
        Kinds.NOT_UNDERSTOOD,
        "Send one JSON object, or a form with the parts that this call names.",
    ),
    (RequestDataTooBig,): (
        Kinds.TOO_LONG,
        "Send a shorter body, or a file in a part of its own.",
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

"""What went wrong, in a form a program can act on and a person can read?

Every error of the API is an RFC 9457 problem document. `type` never changes once
published; `detail` says what to do. No personal data is ever put into one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpResponse
from rest_framework import exceptions


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
    NEEDS_PERSON = Kind("needs-a-person", 403, "A person does this, not a program.")
    NEEDS_PROOF = Kind("needs-proof", 403, "Prove again who you are.")
    NOT_FOUND = Kind("not-found", 404, "There is nothing here for you.")
    METHOD = Kind("method", 405, "This address does not take that method.")
    NOT_ACCEPTABLE = Kind("not-acceptable", 406, "Only JSON can be answered.")
    CONFLICT = Kind("conflict", 409, "It is not in a state that allows this.")
    STALE = Kind("stale", 410, "This answer is too old to rely on.")
    CHANGED = Kind("changed", 412, "Somebody changed it meanwhile.")
    TOO_LONG = Kind("too-long", 413, "The body is too long.")
    MEDIA = Kind("media-type", 415, "Send JSON.")
    REFUSED = Kind("refused", 422, "The rules do not allow this.")
    KEY_REUSED = Kind("key-reused", 422, "This Idempotency-Key was used before.")
    NEEDS_IF_MATCH = Kind("needs-if-match", 428, "Say which version you read.")
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

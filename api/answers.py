"""How is an answer written, one thing or a page of many?

Register answers are kept out of every cache. A list goes on by a cursor that says
where the last page ended and nothing else.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from api.problems import Kinds, Problem


USUAL_LIMIT = 50
MOST = 200
LONGEST_CURSOR = 400


def answer(
    body: Mapping[str, Any],
    *,
    status: int = 200,
    version: str | int | None = None,
    location: str = "",
) -> HttpResponse:
    """One JSON object; `version` becomes its ETag, to be sent back as If-Match."""
    response = HttpResponse(
        json.dumps(body), status=status, content_type="application/json"
    )
    response["Cache-Control"] = "no-store"
    if version is not None:
        response["ETag"] = f'"{version}"'
    if location:
        response["Location"] = location
    return response


@dataclass(frozen=True, slots=True)
class PageAsked:
    """`after` holds what the last row of the page before was ordered by; empty first."""

    after: tuple[str, ...]
    limit: int


def page_asked(request: Request, *, parts: int = 1) -> PageAsked:
    """Which page of a list is asked for. `parts` is how many values order its rows.

    Raises Problem INVALID for a limit or cursor that is none of ours.
    """
    given = request.query_params
    errors: dict[str, str] = {}
    limit = _limit(given.get("limit", ""), errors)
    after = _after(given.get("cursor", ""), parts, errors)
    if errors:
        raise Problem(Kinds.INVALID, "Correct the parameters named.", errors=errors)
    return PageAsked(after=after, limit=limit)


def paged(
    request: Request,
    rows: Sequence[Mapping[str, Any]],
    *,
    after: Sequence[str] | None,
    beside: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """`{"results": […], "next": address or null}`. `after` orders the last row, or is
    None where this page is the last; `beside` holds of the whole list."""
    following = None
    if after is not None:
        kept = {k: v for k, v in request.query_params.items() if k != "cursor"}
        query = urlencode({**kept, "cursor": _cursor(after)})
        following = f"{request._request.path}?{query}"
    return answer({**(beside or {}), "results": list(rows), "next": following})


def _limit(given: str, errors: dict[str, str]) -> int:
    if not given:
        return USUAL_LIMIT
    if given.isascii() and given.isdecimal() and len(given) < 4:
        limit = int(given)
        if 1 <= limit <= MOST:
            return limit
    errors["limit"] = f"Send a whole number from 1 to {MOST}."
    return USUAL_LIMIT


def _cursor(after: Sequence[str]) -> str:
    packed = json.dumps(list(after), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _after(given: str, parts: int, errors: dict[str, str]) -> tuple[str, ...]:
    if not given:
        return ()
    try:
        read = json.loads(base64.b64decode(_padded(given), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        read = None
    if isinstance(read, list) and len(read) == parts:
        values = tuple(part for part in read if isinstance(part, str))
        if len(values) == parts and not any("\0" in part for part in values):
            return values
    errors["cursor"] = "Send a cursor from `next` exactly as it was given."
    return ()


def _padded(given: str) -> bytes:
    if len(given) > LONGEST_CURSOR:
        raise ValueError
    raw = given.encode("ascii")
    return raw + b"=" * (-len(raw) % 4)

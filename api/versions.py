"""Was what this call changes still as its caller last saw it?"""

import re

from rest_framework.request import Request

from api.problems import Kinds, Problem


_TAG = re.compile(r'"([\x21\x23-\x7e]{1,80})"')


def if_match(request: Request, *, required: bool = False) -> str | None:
    """The version in If-Match, or None where the header is absent or `*`.

    Raises Problem: absent where it is required, or not one strong entity tag.
    """
    given = request.META.get("HTTP_IF_MATCH", "").strip()
    if not given:
        if required:
            raise Problem(
                Kinds.NEEDS_IF_MATCH,
                "Read it first, and send its ETag back as If-Match.",
            )
        return None
    if given == "*":
        return None
    found = _TAG.fullmatch(given)
    if found is None:
        raise Problem(
            Kinds.INVALID,
            "Correct the header named and send it again.",
            errors={"If-Match": "Send the ETag exactly as it was given, with quotes."},
        )
    return found[1]


def number_in(version: str | None) -> int | None:
    """The version as the number a record counts its changes by; another matches none."""
    if version is None:
        return None
    return int(version) if version.isdecimal() and len(version) < 10 else -1

"""Is this body JSON, of a sensible size, with the fields we know and no others?"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from rest_framework.request import Request

from api.problems import Kinds, Problem


LONGEST = 64 * 1024
LONGEST_PARAGRAPH = 4000
type Errors = dict[str, str]


def read_object(request: Request, *, longest: int = LONGEST) -> dict[str, Any]:
    """The body as a JSON object.

    Raises Problem: another media type, too long, not JSON, not an object, a key twice.
    """
    if media_of(request) != "application/json":
        raise Problem(Kinds.MEDIA, "Send the body as application/json.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > longest:
        raise too_long(longest)
    body = request._request.body
    if len(body) > longest:
        raise too_long(longest)
    return object_in(body)


def media_of(request: Request) -> str:
    return request.content_type.partition(";")[0].strip().lower()


def raw_body(request: Request, *, longest: int) -> bytes:
    """The body of a call that may be longer than most, read no further than that."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > longest:
        raise too_long(longest)
    body: bytes = request._request.read(longest + 1)
    if len(body) > longest:
        raise too_long(longest)
    return body


def object_in(body: bytes) -> dict[str, Any]:
    """Bytes as a JSON object. Raises Problem NOT_UNDERSTOOD."""
    try:
        read = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError):
        raise Problem(
            Kinds.NOT_UNDERSTOOD, "Send one JSON object in UTF-8, with no key twice."
        ) from None
    if not isinstance(read, dict):
        raise Problem(Kinds.NOT_UNDERSTOOD, "Send one JSON object.")
    return read


def too_long(longest: int) -> Problem:
    """The refusal of a body of more bytes than this."""
    return Problem(Kinds.TOO_LONG, f"Send no more than {longest // 1024} KiB.")


def refuse_unknown(
    given: Mapping[str, Any], known: frozenset[str], errors: Errors, *, at: str = ""
) -> None:
    """A field nobody reads is a misspelt one: say so instead of ignoring it."""
    for field in given:
        if field not in known:
            errors[at + _printable(field)] = (
                f"There is no such field. Use one of: {', '.join(sorted(known))}."
            )


def text(
    given: Mapping[str, Any], field: str, errors: Errors, *, longest: int, at: str = ""
) -> str:
    """A line of text, or empty where the field is absent, null or wrong."""
    value = given.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        errors[at + field] = "Send text in quotation marks."
        return ""
    if len(value) > longest:
        errors[at + field] = f"Send no more than {longest} characters."
        return ""
    if not value.isprintable() or not _is_storable(value):
        errors[at + field] = "Remove control characters; send one line of plain text."
        return ""
    return value.strip()


def paragraph(
    given: Mapping[str, Any],
    field: str,
    errors: Errors,
    *,
    longest: int = LONGEST_PARAGRAPH,
    required: str = "",
    at: str = "",
) -> str:
    """Text of several lines. `required` is the sentence where it is left out."""
    value = given.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        if required:
            errors[at + field] = required
        return ""
    if not isinstance(value, str):
        errors[at + field] = "Send text in quotation marks."
    elif len(value) > longest:
        errors[at + field] = f"Send no more than {longest} characters."
    elif not all(c.isprintable() or c in "\n\r\t" for c in value) or not _is_storable(
        value
    ):
        errors[at + field] = "Remove control characters; send plain text."
    else:
        return value.strip()
    return ""


def refuse_if_any(errors: Errors) -> None:
    """Raise what was found, all at once."""
    if errors:
        raise Problem(
            Kinds.INVALID, "Correct the fields named and send it again.", errors=errors
        )


def parsed[T](
    given: Mapping[str, Any],
    field: str,
    errors: Errors,
    *,
    read: Callable[[str], T],
    say: str,
    at: str = "",
) -> T | None:
    """Text read into something stricter; `say` is the sentence where it cannot be."""
    value = given.get(field)
    if value is None:
        return None
    if isinstance(value, str):
        try:
            return read(value)
        except ValueError:
            pass
    errors[at + field] = say
    return None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError
    return read


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _is_storable(value: str) -> bool:
    """Half a surrogate pair is a string to JSON and nothing to a database."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(field: str) -> str:
    """A field's name as sent, fit to repeat: it may be anything at all."""
    return "".join(c for c in field[:40] if c.isascii() and c.isprintable()) or "?"

"""Which file came with this call, and what else was said with it?

A file comes as a part of multipart/form-data; what is said beside it is the JSON object
that the call takes without a file, in the part `body`. Both are received as a page's
upload is: by the same handlers, no further than the same bytes.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from api.bodies import media_of, object_in, read_object, refuse_if_any, too_long
from api.problems import Kinds, Problem
from documents.receiving import MAX_REQUEST_BYTES


JSON, FORM, CSV = "application/json", "multipart/form-data", "text/csv"
BODY = "body"


@dataclass(frozen=True, slots=True)
class Sent:
    """`file` is empty where none came. `told` is the same for the same call again,
    whatever stood between its parts."""

    body: dict[str, Any]
    file: bytes
    told: bytes


def with_file(request: Request, name: str, *, longest: int = MAX_REQUEST_BYTES) -> Sent:
    """A JSON object alone, or beside a file in the part `name`.

    Raises Problem: another media type, too long, no JSON object, or a part that is not
    one of the two.
    """
    if media_of(request) != FORM:
        body = read_object(request)
        return Sent(body, b"", request._request.body)
    parts = _parts(request, {name, BODY}, longest=longest)
    said = parts.get(BODY, b"{}")
    return _sent(object_in(said), said, parts.get(name, b""))


def only_file(request: Request, name: str) -> Sent:
    """A file in the part `name`, and nothing said beside it."""
    if media_of(request) != FORM:
        raise Problem(Kinds.MEDIA, f"Send multipart/form-data with the part {name}.")
    file = _parts(request, {name}, longest=MAX_REQUEST_BYTES).get(name, b"")
    if not file:
        refuse_if_any({name: "Send the file."})
    return _sent({}, b"", file)


def attachment(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """A file that is saved and never opened in a page, and that no cache keeps."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def came_as_form(request: Request) -> bool:
    """Whether the body may have been taken apart already, and is no longer there."""
    return media_of(request) == FORM


def _sent(body: dict[str, Any], said: bytes, file: bytes) -> Sent:
    return Sent(body, file, said + b"\0" + sha256(file).digest())


def _parts(request: Request, known: set[str], *, longest: int) -> dict[str, bytes]:
    """Each part by its name. A file that no page would take was dropped as it came."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > longest:
        raise too_long(longest)
    plain: HttpRequest = request._request
    errors: dict[str, str] = {}
    found: dict[str, bytes] = {}
    for sent in (plain.POST, plain.FILES):
        for part, values in sent.lists():
            if part not in known:
                errors["parts"] = f"Send no part but: {', '.join(sorted(known))}."
            elif part in found or len(values) > 1:
                errors[part] = "Send this part once."
            else:
                found[part] = _bytes(values[0])
    refuse_if_any(errors)
    return found


def _bytes(value: "str | UploadedFile[bytes]") -> bytes:
    return value.encode() if isinstance(value, str) else value.read()

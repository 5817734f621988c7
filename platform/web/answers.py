"""Which answers does a form send that Django has no class for?"""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """303: what was posted is done; look there. A reload then posts nothing."""

    status_code = 303


def see(route: str, **named: object) -> SeeOther:
    """Answer a post by sending the browser to a route."""
    return SeeOther(reverse(route, kwargs=named))


def attachment(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """Answer with a file that the browser saves and never opens in the page."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response

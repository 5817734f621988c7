"""Which organisation is this request for, and is it served?

The host decides, and only the host: a missing or foreign one is 404, with no fall-back.
The organisation is left again when the response is finished.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import format_html

from tenants import cleansing, hosts
from tenants.aliases import application
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tenants.models import Organisation
from tenants.once import asking_once


READING = frozenset({"GET", "HEAD"})
NOT_HERE = "There is no register at this address."
NOT_NOW = "We cannot check right now."
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body><h1>{}</h1><p>{}</p></body></html>"
)


def _answer(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
        }
        response: HttpResponse = JsonResponse(
            body, status=status, content_type="application/problem+json"
        )
    else:
        response = HttpResponse(format_html(PAGE, title, title, detail), status=status)
    response["Cache-Control"] = "no-store"
    return response


def not_here(request: HttpRequest) -> HttpResponse:
    return _answer(request, 404, NOT_HERE, "Check the address and try again.")


def not_now(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    """503, with the number to ring where there is one."""
    ring = "Do not take this to mean that there is no warning."
    if organisation is not None and organisation.duty_phone:
        ring = f"{ring} Ring {organisation.duty_name or 'the duty desk'}: {organisation.duty_phone}."
    response = _answer(request, 503, NOT_NOW, ring)
    response["Retry-After"] = "60"
    return response


def _within(organisation: Organisation, content: Iterator[bytes]) -> Iterator[bytes]:
    with in_organisation(organisation):
        yield from content


class OrganisationMiddleware:
    """Must come first: nothing before it may touch the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = hosts.plain(request.META.get("HTTP_HOST"))
        try:
            organisation = hosts.organisation_at(host)
        except DatabaseError:
            return not_now(request, None)
        if organisation is None:
            return not_here(request)
        if not organisation.is_served or not cleansing.is_cleansed():
            return not_now(request, organisation)
        return self._serve(request, organisation, host)

    def _serve(
        self, request: HttpRequest, organisation: Organisation, host: str
    ) -> HttpResponseBase:
        request.organisation = organisation  # type: ignore[attr-defined]
        if organisation.kind == OrganisationKind.PLATFORM:
            request.urlconf = settings.PLATFORM_URLCONF
        once = asking_once if request.method in READING else nullcontext
        with in_organisation(organisation), once():
            response = self.get_response(request)
            # Whatever the code in between made of the exception: the organisation was
            # suspended or dropped while it was being served.
            refused = application().refused
        if refused:
            hosts.forget(host)
            return not_now(request, organisation)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _within(
                organisation, cast("Iterator[bytes]", response.streaming_content)
            )
        return response

"""Is the service up, what can be called here, and how?"""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from api.problems import Kinds, document


def index(request: HttpRequest) -> HttpResponse:
    """The few addresses a program needs to find the rest."""
    if refusal := only_reading(request):
        return refusal
    return JsonResponse(
        {
            "version": "1",
            "openapi": reverse("api:schema"),
            "docs": reverse("api:docs"),
            "checks": reverse("api:checks"),
            "entries": reverse("api:entries"),
            "reports": reverse("api:reports"),
            "token": "/oauth/token/",
        }
    )


def health(request: HttpRequest) -> HttpResponse:
    """This process answers, and its database knew the host."""
    return only_reading(request) or JsonResponse({"status": "ok"})


def only_reading(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    return document(
        Kinds.METHOD, "Use one of: GET, HEAD.", headers={"Allow": "GET, HEAD"}
    )


# The documentation's own script draws small pictures it carries with it.
DOCS_POLICY: dict[str, Collection[str] | str] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


class OpenAPI(SpectacularJSONAPIView):
    """The description of every call, in OpenAPI 3.1."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []


class Docs(SpectacularSwaggerSplitView):
    """The same, to read and try in a browser, from our own host alone."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []
    url_name = "api:schema"
    template_name = "api/docs.html"


docs = csp_override(DOCS_POLICY)(Docs.as_view())

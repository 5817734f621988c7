"""What can be called on the platform's host, and how is it described?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from api.v1.index import OpenAPI, only_reading


def index(request: HttpRequest) -> HttpResponse:
    """The few addresses a program needs to find the rest."""
    if refusal := only_reading(request):
        return refusal
    return JsonResponse(
        {
            "version": "1",
            "openapi": reverse("api:schema"),
            "docs": reverse("api:docs"),
            "organisations": reverse("api:organisations"),
            "agreements": reverse("api:agreements"),
            "agreements_health": reverse("api:agreements-health"),
            "token": "/oauth/token/",
        }
    )


class PlatformOpenAPI(OpenAPI):
    """The description of the calls of this host, and of no other."""

    urlconf = "api.urls_platform"

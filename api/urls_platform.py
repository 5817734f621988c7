"""Which address under /api/ leads where on the platform's host? It holds no entry.

Agreements are drafted, watched and suspended here as on the platform's pages; who may take
which step is asked further in, and the platform may put nothing in force.
"""

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from api.problems import no_route
from api.v1.index import OpenAPI, docs, health


V1: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path(
        "openapi.json",
        OpenAPI.as_view(urlconf="config.urls_platform"),
        name="schema",
    ),
    path("docs/", docs, name="docs"),
    path("", include("api.v1.organisations.urls")),
    path("", include("api.v1.agreements.urls")),
    path("", include("api.v1.texts.version_urls")),
]
app_name = "api"
urlpatterns = [
    path("api/v1/", include(V1)),
    path("api/", csrf_exempt(no_route), name="top"),
    path("api/<path:path>", csrf_exempt(no_route), name="no-route"),
]

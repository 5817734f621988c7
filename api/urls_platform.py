"""Which address under /api/ leads where on the platform's host? It holds no entry."""

from django.urls import include, path

from api.nowhere import no_route


app_name = "api"
urlpatterns = [
    path("api/v1/", include("api.platform_host.urls")),
    path("api/", no_route, name="top"),
    path("api/<path:path>", no_route, name="no-route"),
]

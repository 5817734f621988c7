"""Which address under /api/ leads where on an organisation's host?"""

from django.urls import include, path

from api.nowhere import no_route


app_name = "api"
urlpatterns = [
    path("api/v1/", include("api.v1.urls")),
    path("api/", no_route, name="top"),
    path("api/<path:path>", no_route, name="no-route"),
]

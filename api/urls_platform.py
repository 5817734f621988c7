"""Which address under /api/ leads where on the platform's host? It holds no entry."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from api.problems import no_route


app_name = "api"
urlpatterns = [
    path("api/v1/", include("api.platform_host.urls")),
    path("api/", csrf_exempt(no_route), name="top"),
    path("api/<path:path>", csrf_exempt(no_route), name="no-route"),
]

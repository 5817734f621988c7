"""Which address under /api/ leads where on an organisation's host?"""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from api.problems import no_route


app_name = "api"
urlpatterns = [
    path("api/v1/", include("api.v1.urls")),
    path("api/", csrf_exempt(no_route), name="top"),
    path("api/<path:path>", csrf_exempt(no_route), name="no-route"),
]

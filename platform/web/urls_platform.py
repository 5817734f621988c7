"""Which address leads where for people, on the platform's host?"""

from django.urls import include, path

from web import views


urlpatterns = [
    path("", include("web.demo.urls")),
    path("organisations/", include("web.organisations.urls")),
    path("guests/", include("web.guests.urls")),
    path("agreements/", include("web.agreements.urls")),
    path("versions/", include("web.versions.urls")),
    path("health/", include("web.health.urls")),
    path("people/", include("web.people.urls")),
    path("", include("web.people.entrance_urls")),
    path("brand.css", views.brand, name="brand"),
    path("csp-reports/", views.csp_reports, name="csp-reports"),
    path("session/keep/", views.keep_signed_in, name="keep-signed-in"),
]

"""Which address leads where on the platform's own host?"""

from django.urls import include, path


urlpatterns = [
    path("", include("api.urls_platform")),
    path("", include("web.urls_platform")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler429 = "web.people.entrance.too_many"
handler500 = "web.errors.server_error"

"""Which address is which call on releases?"""

from django.urls import path

from api.v1.releases.views import Releases, WithdrawRelease


urlpatterns = [
    path("releases", Releases.as_view(), name="releases"),
    path(
        "releases/<uuid:release_id>/withdraw",
        WithdrawRelease.as_view(),
        name="withdraw-release",
    ),
]

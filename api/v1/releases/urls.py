"""Which address is which call on releases?"""

from django.urls import path

from api.v1.releases.bulk import BulkReleases, Candidates, Destinations, PreviewBulk
from api.v1.releases.teams import TeamReleases, WithdrawTeamRelease
from api.v1.releases.views import Releases, WithdrawRelease


urlpatterns = [
    path("releases", Releases.as_view(), name="releases"),
    path(
        "releases/<uuid:release_id>/withdraw",
        WithdrawRelease.as_view(),
        name="withdraw-release",
    ),
    path("team-releases", TeamReleases.as_view(), name="team-releases"),
    path(
        "team-releases/<uuid:release_id>/withdraw",
        WithdrawTeamRelease.as_view(),
        name="withdraw-team-release",
    ),
    path("bulk-releases", BulkReleases.as_view(), name="bulk-releases"),
    path("bulk-releases/preview", PreviewBulk.as_view(), name="preview-bulk-release"),
    path("release-destinations", Destinations.as_view(), name="release-destinations"),
    path(
        "release-destinations/<uuid:agreement_id>/<str:activity>",
        Candidates.as_view(),
        name="release-candidates",
    ),
]

"""Which address is which call of version 1?"""

from django.urls import include, path

from api.v1.checks import Check, Checks
from api.v1.index import OpenAPI, docs, health, index


urlpatterns = [
    path("", index, name="index"),
    path("health", health, name="health"),
    path("openapi.json", OpenAPI.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    path("checks", Checks.as_view(), name="checks"),
    path("checks/<uuid:check_id>", Check.as_view(), name="check"),
    path("", include("api.v1.audit_events.urls")),
    path("", include("api.v1.appeals.urls")),
    path("", include("api.v1.check_batches.urls")),
    path("", include("api.v1.agreements.urls")),
    path("", include("api.v1.entries.urls")),
    path("", include("api.v1.reports.urls")),
    path("", include("api.v1.audiences.urls")),
    path("", include("api.v1.explanations.urls")),
    path("", include("api.v1.extracts.urls")),
    path("", include("api.v1.misuse.urls")),
    path("", include("api.v1.notices.urls")),
    path("", include("api.v1.people.urls")),
    path("", include("api.v1.portfolios.urls")),
    path("", include("api.v1.receipts.urls")),
    path("", include("api.v1.rehearsals.urls")),
    path("", include("api.v1.texts.urls")),
    path("", include("api.v1.works.urls")),
    path("", include("api.v1.releases.urls")),
    path("", include("api.v1.recalls.urls")),
    path("", include("api.v1.rights_requests.urls")),
    path("", include("api.v1.statistics.urls")),
]

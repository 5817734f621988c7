"""Which address leads where for people, on an organisation's host?"""

from django.urls import include, path

from web import views


urlpatterns = [
    path("", include("web.home.urls")),
    path("checks/", include("web.check.urls")),
    path("rounds/", include("web.rounds.urls")),
    path("reports/", include("web.reports.urls")),
    path("decisions/", include("web.decisions.urls")),
    path("register/", include("web.register.urls")),
    path("reviews/", include("web.lives.urls", namespace="lives")),
    path("matches/", include("web.matches.urls")),
    path("subjects/", include("web.subjects.urls")),
    path("appeals/", include("web.appeals.urls")),
    path("due/", include("web.due.urls")),
    path("notices/", include("web.notices.urls")),
    path("sharing/", include("web.sharing.urls")),
    path("agreements/", include("web.agreements.urls")),
    path("versions/", include("web.versions.urls")),
    path("misuse/", include("web.misuse.urls")),
    path("works/", include("web.works.urls")),
    path("texts/", include("web.texts.urls")),
    path("recalls/", include("web.recalls.urls")),
    path("receipts/", include("web.receipts.urls")),
    path("extracts/", include("web.extracts.urls")),
    path("portfolios/", include("web.portfolios.urls")),
    path("imports/", include("web.imports.urls")),
    path("rights/", include("web.rights.urls")),
    path("policy/", include("web.packs.urls")),
    path("members/", include("web.members.urls")),
    path("people/", include("web.people.urls")),
    path("", include("web.people.entrance_urls")),
    path("brand.css", views.brand, name="brand"),
    path("csp-reports/", views.csp_reports, name="csp-reports"),
    path("session/keep/", views.keep_signed_in, name="keep-signed-in"),
]

"""Which address leads where in sharing an entry, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.sharing import several, views


SEVERAL = "several/<uuid:agreement_id>/<str:activity>/"

app_name = "sharing"
urlpatterns = [
    path("several/", several.partners, name="several-partners"),
    path(SEVERAL, several.choose, name="several"),
    path(f"{SEVERAL}check/", several.check, name="several-check"),
    path("<str:reference>/", views.audience, name="audience"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/seen/", views.seen, name="seen"),
    path("<str:reference>/explain/<uuid:recipient>/", views.explain, name="explain"),
    path(
        "<str:reference>/take-back/<uuid:release_id>/",
        views.take_back,
        name="take-back",
    ),
    path(
        "<str:reference>/take-back-from-team/<uuid:release_id>/",
        views.take_back_from_team,
        name="take-back-from-team",
    ),
]
SHARES = holding(Permission.SHARE)
ACCESS: dict[str, Rule] = {
    "sharing:several-partners": SHARES,
    "sharing:several": SHARES,
    "sharing:several-check": SHARES,
    "sharing:audience": SHARES,
    "sharing:check": SHARES,
    "sharing:seen": SHARES,
    "sharing:explain": SHARES,
    "sharing:take-back": SHARES,
    "sharing:take-back-from-team": SHARES,
}

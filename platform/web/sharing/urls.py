"""Which address leads where in sharing an entry, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.sharing import views


app_name = "sharing"
urlpatterns = [
    path("<str:reference>/", views.audience, name="audience"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/explain/<uuid:recipient>/", views.explain, name="explain"),
    path(
        "<str:reference>/take-back/<uuid:release_id>/",
        views.take_back,
        name="take-back",
    ),
]
SHARES = holding(Permission.SHARE)
ACCESS: dict[str, Rule] = {
    "sharing:audience": SHARES,
    "sharing:check": SHARES,
    "sharing:explain": SHARES,
    "sharing:take-back": SHARES,
}

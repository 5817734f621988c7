"""Which address leads where for the platform's administrator?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.organisations import views


app_name = "organisations"
urlpatterns = [
    path("", views.index, name="list"),
    path("open/", views.open_one, name="open"),
    path("openings/<uuid:opening_id>/", views.opening, name="opening"),
    path("<uuid:organisation_id>/", views.organisation, name="organisation"),
    path("<uuid:organisation_id>/invite/", views.invite, name="invite"),
    path("<uuid:organisation_id>/suspend/", views.suspend, name="suspend"),
    path("<uuid:organisation_id>/resume/", views.resume, name="resume"),
    path("operations/", views.operations, name="operations"),
]
MANAGES = holding(Permission.MANAGE_ORGANISATIONS)
ACCESS: dict[str, Rule] = {
    "organisations:list": MANAGES,
    "organisations:open": MANAGES,
    "organisations:opening": MANAGES,
    "organisations:organisation": MANAGES,
    "organisations:invite": MANAGES,
    "organisations:suspend": MANAGES,
    "organisations:resume": MANAGES,
    "organisations:operations": MANAGES,
}

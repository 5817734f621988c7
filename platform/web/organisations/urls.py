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
    path("operations/", views.operations, name="operations"),
]
MANAGES = holding(Permission.MANAGE_ORGANISATIONS)
ACCESS: dict[str, Rule] = {
    "organisations:list": MANAGES,
    "organisations:open": MANAGES,
    "organisations:opening": MANAGES,
    "organisations:operations": MANAGES,
}

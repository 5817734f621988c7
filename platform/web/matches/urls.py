"""Which address leads where among the matches, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.matches import views


app_name = "matches"
urlpatterns = [
    path("", views.every, name="list"),
    path("<uuid:pair_id>/", views.pair, name="pair"),
    path("merges/<uuid:merge_id>/undo/", views.undo, name="undo"),
]
KEEPS_THE_REGISTER = holding(Permission.REVIEW_REGISTER)
ACCESS: dict[str, Rule] = {
    "matches:list": KEEPS_THE_REGISTER,
    "matches:pair": KEEPS_THE_REGISTER,
    "matches:undo": KEEPS_THE_REGISTER,
}

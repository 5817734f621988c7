"""Which address leads where in a day's round, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.rounds import views


app_name = "rounds"
urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:batch_id>/", views.answers, name="round"),
]
MAY_CHECK = holding(Permission.CHECK)
ACCESS: dict[str, Rule] = {"rounds:start": MAY_CHECK, "rounds:round": MAY_CHECK}

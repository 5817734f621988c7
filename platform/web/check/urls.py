"""Which address leads where in a check, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.check import views


app_name = "check"
urlpatterns = [
    path("", views.start, name="start"),
    path("mine/", views.mine, name="mine"),
    path("<uuid:check_id>/", views.answer, name="answer"),
    path("<uuid:check_id>/why/", views.why, name="why"),
]
MAY_CHECK = holding(Permission.CHECK)
ACCESS: dict[str, Rule] = {
    "check:start": MAY_CHECK,
    "check:mine": MAY_CHECK,
    "check:answer": MAY_CHECK,
    "check:why": MAY_CHECK,
}

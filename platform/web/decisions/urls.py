"""Which address leads where in a decision, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.decisions import views


app_name = "decisions"
urlpatterns = [
    path("<str:reference>/", views.case, name="case"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/not-telling/", views.not_telling, name="not-telling"),
    path("<str:reference>/<slug:step>/", views.step, name="step"),
]
MAY_DECIDE = holding(Permission.DECIDE)
ACCESS: dict[str, Rule] = {
    "decisions:case": MAY_DECIDE,
    "decisions:check": MAY_DECIDE,
    "decisions:not-telling": MAY_DECIDE,
    "decisions:step": MAY_DECIDE,
}

"""Which address leads where in a misuse case, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.misuse import views
from web.versions.urls import HOLDS_PAPERS


app_name = "misuse"
urlpatterns = [
    path("of/<uuid:agreement_id>/", views.report, name="report"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/decide/", views.decide, name="decide"),
    path("<uuid:case_id>/close/", views.close, name="close"),
    path("<uuid:case_id>/claim/", views.claim, name="claim"),
    path("<uuid:case_id>/tasks/<uuid:task_id>/", views.task, name="task"),
]
ANSWERS = holding(Permission.SHARE, Permission.SIGN_AGREEMENT, Permission.RIGHTS)
ACCESS: dict[str, Rule] = {
    "misuse:report": HOLDS_PAPERS,
    "misuse:case": HOLDS_PAPERS,
    "misuse:task": ANSWERS,
    "misuse:decide": ANSWERS,
    "misuse:close": holding(Permission.SHARE),
    "misuse:claim": holding(Permission.SHARE, Permission.RIGHTS),
}

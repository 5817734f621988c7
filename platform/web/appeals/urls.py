"""Which address leads where in appeals, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.appeals import hearing, views


app_name = "appeals"
urlpatterns = [
    path("", views.mine, name="list"),
    path("against/<str:reference>/", views.record, name="record"),
    path("reply/<str:reference>/", views.reply, name="reply"),
    path("<str:reference>/", views.appeal, name="appeal"),
    path("<str:reference>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<str:reference>/panel/", views.panel, name="panel"),
    path("<str:reference>/panel/<uuid:member>/remove/", views.remove, name="remove"),
    path("<str:reference>/hearing-date/", views.hearing_date, name="hearing-date"),
    path("<str:reference>/papers/", views.prepare, name="prepare"),
    path(
        "<str:reference>/papers/<int:number>/<slug:whose>/",
        views.download,
        name="papers",
    ),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/hearing/", hearing.hearing, name="hearing"),
    path("<str:reference>/comment/", hearing.comment, name="comment"),
    path("<str:reference>/view/", hearing.view, name="view"),
    path("<str:reference>/outcome/", hearing.outcome, name="outcome"),
]
ARRANGES = holding(Permission.ARRANGE_APPEALS)
HEARS = holding(Permission.HEAR_APPEALS)
REPORTS = holding(Permission.RAISE_REPORT)
ACCESS: dict[str, Rule] = {
    "appeals:list": ARRANGES | HEARS | REPORTS,
    "appeals:record": ARRANGES,
    "appeals:reply": ARRANGES,
    "appeals:appeal": ARRANGES,
    "appeals:acknowledge": ARRANGES,
    "appeals:panel": ARRANGES,
    "appeals:remove": ARRANGES,
    "appeals:hearing-date": ARRANGES,
    "appeals:prepare": ARRANGES,
    "appeals:papers": ARRANGES | HEARS,
    "appeals:withdraw": ARRANGES,
    "appeals:hearing": HEARS,
    "appeals:comment": REPORTS,
    "appeals:view": HEARS,
    "appeals:outcome": HEARS,
}

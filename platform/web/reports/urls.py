"""Which address leads where in a report, and who may open it?"""

from django.urls import path

from tenants.codes import Permission, Role
from web.access import Rule, holding
from web.reports import cover, duties, files, standing, views


app_name = "reports"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.before, name="before"),
    path("<str:reference>/", standing.report, name="report"),
    path("<str:reference>/tasks/", views.tasks, name="tasks"),
    path("<str:reference>/tasks/<slug:topic>/", views.topic, name="topic"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/countersign/", standing.countersign, name="countersign"),
    path("<str:reference>/return/", standing.send_back, name="return"),
    path("<str:reference>/cover/", cover.cover, name="cover"),
    path("<str:reference>/cover/<uuid:person_id>/end/", cover.end, name="end-cover"),
    path("<str:reference>/duties/", duties.page, name="duties"),
    path("<str:reference>/police/<slug:step>/", duties.police, name="police"),
    path("<str:reference>/injuries/<uuid:incident_id>/", duties.injury, name="injury"),
    path(
        "<str:reference>/injuries/<uuid:incident_id>/reported/",
        duties.reported,
        name="injury-reported",
    ),
    path("<str:reference>/evidence/", files.evidence, name="evidence"),
    path(
        "<str:reference>/evidence/<uuid:evidence_id>/", files.link, name="evidence-link"
    ),
    path("evidence/open/<path:token>", files.opened, name="evidence-file"),
]
MAY_REPORT = holding(Permission.RAISE_REPORT)
MAY_COUNTERSIGN = holding(Permission.COUNTERSIGN)
MAY_READ_REPORTS = holding(
    Permission.RAISE_REPORT, Permission.COUNTERSIGN, Permission.DECIDE
)
# A cover officer opens the reports given to them by name; the action asks which.
COVERS = frozenset({Role.COVER_OFFICER})
MAY_SEE_FILES = MAY_READ_REPORTS | holding(Permission.READ_REGISTER)
ACCESS: dict[str, Rule] = {
    "reports:mine": MAY_REPORT,
    "reports:before": MAY_REPORT,
    "reports:tasks": MAY_REPORT,
    "reports:topic": MAY_REPORT,
    "reports:check": MAY_REPORT,
    "reports:report": MAY_READ_REPORTS | COVERS,
    "reports:countersign": MAY_COUNTERSIGN | COVERS,
    "reports:return": MAY_COUNTERSIGN | COVERS | holding(Permission.DECIDE),
    "reports:cover": MAY_COUNTERSIGN,
    "reports:end-cover": MAY_COUNTERSIGN,
    "reports:duties": MAY_SEE_FILES,
    "reports:police": MAY_SEE_FILES,
    "reports:injury": holding(Permission.REVIEW_REGISTER),
    "reports:injury-reported": holding(Permission.REVIEW_REGISTER),
    "reports:evidence": MAY_SEE_FILES,
    "reports:evidence-link": MAY_SEE_FILES,
    "reports:evidence-file": MAY_SEE_FILES,
}

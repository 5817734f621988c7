"""Which address leads where in an import, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.imports import deciding, ending, mapping, rows, uploading


app_name = "imports"
urlpatterns = [
    path("", uploading.every, name="list"),
    path("new/", uploading.new, name="new"),
    path("decisions/", deciding.awaiting, name="decisions"),
    path("<uuid:batch_id>/sheet/", uploading.sheet, name="sheet"),
    path("<uuid:batch_id>/columns/", mapping.columns, name="columns"),
    path("<uuid:batch_id>/words/", mapping.words, name="words"),
    path("<uuid:batch_id>/findings/", rows.findings, name="findings"),
    path("<uuid:batch_id>/findings/<slug:kind>/", rows.one_kind, name="kind"),
    path("<uuid:batch_id>/rows/<int:number>/", rows.row, name="row"),
    path("<uuid:batch_id>/rows/<int:number>/<slug:step>/", rows.settle, name="settle"),
    path("<uuid:batch_id>/summary/", ending.summary, name="summary"),
    path("<uuid:batch_id>/send/", ending.send, name="send"),
    path("<uuid:batch_id>/commit/", ending.commit, name="commit"),
    path("<uuid:batch_id>/return/", ending.give_back, name="return"),
    path("<uuid:batch_id>/progress/", ending.progress, name="progress"),
    path("<uuid:batch_id>/report/", ending.report, name="report"),
    path("<uuid:batch_id>/abandon/", ending.abandon, name="abandon"),
]
MAY_IMPORT = holding(Permission.IMPORT_REGISTER)
MAY_COMMIT = holding(Permission.COMMIT_IMPORT)
MAY_SEE = MAY_IMPORT | MAY_COMMIT
ACCESS: dict[str, Rule] = {
    "imports:list": MAY_SEE,
    "imports:new": MAY_IMPORT,
    "imports:sheet": MAY_IMPORT,
    "imports:columns": MAY_IMPORT,
    "imports:words": MAY_IMPORT,
    "imports:findings": MAY_SEE,
    "imports:kind": MAY_IMPORT,
    "imports:row": MAY_IMPORT,
    "imports:settle": MAY_IMPORT,
    "imports:summary": MAY_SEE,
    "imports:send": MAY_IMPORT,
    "imports:commit": MAY_COMMIT,
    "imports:return": MAY_COMMIT,
    "imports:progress": MAY_SEE,
    "imports:report": MAY_SEE,
    "imports:abandon": MAY_IMPORT,
    "imports:decisions": holding(Permission.DECIDE),
}

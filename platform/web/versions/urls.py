"""Which address leads to a version, a difference or a paper, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.agreements.urls import DRAFTS, READS_AGREEMENTS
from web.versions import views


app_name = "versions"
urlpatterns = [
    path("papers/<uuid:paper_id>/", views.paper, name="paper"),
    path("<uuid:agreement_id>/difference/", views.difference, name="difference"),
    path("<uuid:agreement_id>/revise/", views.revise, name="revise"),
    path("<uuid:agreement_id>/<int:number>/<slug:which>/", views.text, name="text"),
    path("<uuid:agreement_id>/<int:number>/<slug:which>/pdf/", views.pdf, name="pdf"),
]
HOLDS_PAPERS = holding(
    Permission.SHARE, Permission.READ_AGREEMENTS, Permission.SIGN_AGREEMENT
)
ACCESS: dict[str, Rule] = {
    "versions:paper": HOLDS_PAPERS,
    "versions:difference": READS_AGREEMENTS,
    "versions:revise": DRAFTS,
    "versions:text": READS_AGREEMENTS,
    "versions:pdf": READS_AGREEMENTS,
}

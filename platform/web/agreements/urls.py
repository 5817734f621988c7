"""Which address leads where in an agreement, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.agreements import views


app_name = "agreements"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.draft, name="draft"),
    path("<uuid:agreement_id>/", views.agreement, name="agreement"),
    path(
        "<uuid:agreement_id>/approve/<uuid:attestation_id>/",
        views.approve,
        name="approve",
    ),
    path(
        "<uuid:agreement_id>/no-longer/<uuid:attestation_id>/",
        views.no_longer,
        name="no-longer",
    ),
    path("<uuid:agreement_id>/<slug:step>/", views.step, name="step"),
]
READS_AGREEMENTS = holding(
    Permission.SHARE,
    Permission.READ_AGREEMENTS,
    Permission.SIGN_AGREEMENT,
    Permission.SUSPEND_AGREEMENT,
)
DRAFTS = holding(Permission.SHARE, Permission.SUSPEND_AGREEMENT)
TAKES_STEPS = DRAFTS | holding(Permission.SIGN_AGREEMENT)
ACCESS: dict[str, Rule] = {
    "agreements:list": READS_AGREEMENTS,
    "agreements:agreement": READS_AGREEMENTS,
    "agreements:draft": DRAFTS,
    "agreements:approve": holding(Permission.SHARE),
    "agreements:no-longer": holding(Permission.SHARE, Permission.SIGN_AGREEMENT),
    "agreements:step": TAKES_STEPS,
}

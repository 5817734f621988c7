"""Which address leads where in extracts, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.extracts import views


app_name = "extracts"
AGREEMENT = "agreements/<uuid:agreement_id>/"
urlpatterns = [
    path(AGREEMENT, views.agreement, name="agreement"),
    path(f"{AGREEMENT}way/", views.propose, name="propose"),
    path(f"{AGREEMENT}ask/", views.ask_for, name="ask"),
    path(f"{AGREEMENT}signer/", views.signer, name="signer"),
    path(f"{AGREEMENT}way/<uuid:route_id>/confirm/", views.confirm, name="confirm"),
    path(f"{AGREEMENT}way/<uuid:route_id>/close/", views.close, name="close"),
    path("<uuid:extract_id>/", views.extract, name="extract"),
]
READS = holding(
    Permission.READ_AGREEMENTS,
    Permission.SHARE,
    Permission.SIGN_AGREEMENT,
    Permission.CHECK,
)
SHARES, SIGNS = holding(Permission.SHARE), holding(Permission.SIGN_AGREEMENT)
ACCESS: dict[str, Rule] = {
    "extracts:agreement": READS,
    "extracts:propose": SIGNS,
    "extracts:ask": SHARES,
    "extracts:signer": READS,
    "extracts:confirm": SHARES,
    "extracts:close": SHARES | SIGNS,
    "extracts:extract": READS,
}

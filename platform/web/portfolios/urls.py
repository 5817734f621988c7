"""Which address leads where in portfolios and rehearsals, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.portfolios import rehearsing, views


app_name = "portfolios"
urlpatterns = [
    path("rehearse/", rehearsing.rehearse, name="rehearse"),
    path("<uuid:agreement_id>/", views.portfolio, name="portfolio"),
    path("<uuid:agreement_id>/homes/", views.upload, name="upload"),
    path("<uuid:agreement_id>/areas/", views.areas, name="areas"),
    path("<uuid:agreement_id>/cases/", views.cases, name="cases"),
    path("changes/<uuid:change_id>/", views.change, name="change"),
    path("changes/<uuid:change_id>/give-up/", views.give_up, name="give-up"),
]
SHARES = holding(Permission.SHARE)
ACCESS: dict[str, Rule] = {
    "portfolios:rehearse": SHARES,
    "portfolios:portfolio": SHARES,
    "portfolios:upload": SHARES,
    "portfolios:areas": SHARES,
    "portfolios:cases": SHARES,
    "portfolios:change": SHARES,
    "portfolios:give-up": SHARES,
}

"""Which address leads to a list of services or a question, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.versions.urls import HOLDS_PAPERS
from web.works import views


app_name = "works"
urlpatterns = [
    path("", views.index, name="list"),
    path("describe/", views.describe, name="describe"),
    path("stop/<slug:activity>/", views.stop, name="stop"),
    path("questions/<uuid:question_id>/", views.answer, name="answer"),
    path("of/<uuid:partner_id>/", views.partner, name="partner"),
    path("of/<uuid:partner_id>/<slug:activity>/", views.ask, name="ask"),
]
SIGNS = holding(Permission.SIGN_AGREEMENT)
ACCESS: dict[str, Rule] = {
    "works:list": HOLDS_PAPERS,
    "works:partner": HOLDS_PAPERS,
    "works:describe": SIGNS,
    "works:stop": SIGNS,
    "works:answer": SIGNS,
    "works:ask": holding(Permission.SHARE),
}

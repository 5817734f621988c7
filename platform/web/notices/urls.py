"""Which address leads to a letter's or a re-test's own page?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.notices import views


app_name = "notices"
urlpatterns = [
    path("<str:reference>/telling/", views.retest, name="retest"),
    path("<str:reference>/<uuid:notice_id>/address/", views.address, name="address"),
]
ACCESS: dict[str, Rule] = {
    # The pack names the role that tests again; the register asks for it.
    "notices:retest": holding(Permission.DECIDE, Permission.REVIEW_REGISTER),
    "notices:address": holding(Permission.DECIDE),
}

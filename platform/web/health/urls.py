"""Which address leads to the health of all agreements, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.health import views


app_name = "health"
urlpatterns = [path("", views.agreements, name="agreements")]
ACCESS: dict[str, Rule] = {
    "health:agreements": holding(Permission.SUSPEND_AGREEMENT),
}

"""Which address opens a guest organisation, and who may?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.guests import views


app_name = "guests"
urlpatterns = [path("open/", views.open_guest, name="open")]
ACCESS: dict[str, Rule] = {
    "guests:open": holding(Permission.MANAGE_ORGANISATIONS),
}

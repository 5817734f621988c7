"""Which address leads where in changes and recalls, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.recalls import views


app_name = "recalls"
urlpatterns = [
    path("", views.index, name="list"),
    path("<uuid:recall_id>/", views.recall, name="recall"),
    path("<uuid:recall_id>/certificate/", views.certificate, name="certificate"),
]
READS = holding(
    Permission.ACKNOWLEDGE_RECALL, Permission.SHARE, Permission.READ_AGREEMENTS
)
ACCESS: dict[str, Rule] = {
    "recalls:list": READS,
    "recalls:recall": READS,
    "recalls:certificate": READS,
}

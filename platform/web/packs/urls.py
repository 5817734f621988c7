"""Which address leads where in the policy, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.packs import views


app_name = "packs"
urlpatterns = [
    path("", views.current, name="current"),
    path("versions/<int:number>/", views.version, name="version"),
    path("propose/", views.propose, name="propose"),
    path("adopt/", views.adopt, name="adopt"),
]
MANAGES = holding(Permission.MANAGE_PACK)
READS = MANAGES | holding(
    Permission.REVIEW_REGISTER, Permission.RIGHTS, Permission.SHARE
)
ACCESS: dict[str, Rule] = {
    "packs:current": READS,
    "packs:version": READS,
    "packs:propose": MANAGES,
    "packs:adopt": MANAGES,
}

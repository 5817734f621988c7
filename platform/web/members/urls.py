"""Which address leads where for elected members, and who may open it?"""

from django.urls import path

from tenants.codes import MAY_DECIDE, Permission, Role
from web.access import Rule, holding
from web.members import views


app_name = "members"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:reference>/", views.request_page, name="request"),
    path("<str:reference>/answer/", views.answer, name="answer"),
]
ASKS = holding(Permission.ASK_AS_MEMBER)
ANSWERS = MAY_DECIDE | {Role.COVER_OFFICER}
ACCESS: dict[str, Rule] = {
    "members:mine": ASKS,
    "members:request": ASKS | ANSWERS,
    "members:answer": ANSWERS,
}

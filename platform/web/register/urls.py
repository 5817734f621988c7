"""Which address leads where in the register, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.register import views


app_name = "register"
urlpatterns = [
    path("", views.entries, name="list"),
    path("looks/", views.recent_looks, name="looks"),
    path("entries/<str:reference>/", views.entry, name="entry"),
    path("entries/<str:reference>/looks/", views.looks_at, name="entry-looks"),
    path("entries/<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path(
        "entries/<str:reference>/letters/<uuid:notice_id>/", views.letter, name="letter"
    ),
    path(
        "entries/<str:reference>/letters/<uuid:notice_id>/posted/",
        views.posted,
        name="posted",
    ),
]
READS = holding(Permission.READ_REGISTER)
ACCESS: dict[str, Rule] = {
    "register:list": READS,
    # Whoever checks may open an entry their team was given; the register decides.
    "register:entry": READS | holding(Permission.CHECK),
    "register:letter": holding(Permission.DECIDE, Permission.REVIEW_REGISTER),
    "register:posted": holding(Permission.DECIDE),
    "register:withdraw": holding(Permission.DECIDE),
    "register:looks": holding(Permission.READ_AUDIT),
    "register:entry-looks": holding(Permission.READ_AUDIT),
}

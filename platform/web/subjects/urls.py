"""Which address leads where about an entry's subject, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.subjects import views


app_name = "subjects"
urlpatterns = [
    path("<str:reference>/", views.subject, name="subject"),
    path("<str:reference>/change/", views.change, name="change"),
    path("<str:reference>/together/", views.associate, name="associate"),
    path("<str:reference>/together/<uuid:association_id>/end/", views.end, name="end"),
    path("<str:reference>/moved/", views.moved, name="moved"),
]
KEEPS_THE_REGISTER = holding(Permission.REVIEW_REGISTER)
ACCESS: dict[str, Rule] = {
    "subjects:subject": holding(Permission.READ_REGISTER),
    "subjects:change": KEEPS_THE_REGISTER,
    "subjects:associate": KEEPS_THE_REGISTER,
    "subjects:end": KEEPS_THE_REGISTER,
    "subjects:moved": holding(Permission.DECIDE),
}

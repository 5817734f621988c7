"""Which address leads where in an entry's life, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.lives import views
from web.lives.steps import CORRECTS, DECIDES


app_name = "lives"
urlpatterns = [
    path("", views.reviews, name="reviews"),
    path("trends/", views.trends, name="trends"),
    path("<str:reference>/", views.keep, name="keep"),
    path("<str:reference>/correct/", views.correct, name="correct"),
    path("<str:reference>/<slug:name>/", views.step, name="step"),
]
ACCESS: dict[str, Rule] = {
    "lives:reviews": holding(Permission.REVIEW_REGISTER),
    "lives:trends": holding(Permission.REVIEW_REGISTER),
    "lives:keep": DECIDES,
    "lives:correct": CORRECTS,
    # Each step asks once more: entered in error is for whoever decides.
    "lives:step": CORRECTS,
}

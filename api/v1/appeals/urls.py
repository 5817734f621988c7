"""Which address is which call on appeals?"""

from django.urls import path

from api.v1.appeals import hearing, steps
from api.v1.appeals.views import Appeal, Appeals


urlpatterns = [
    path("appeals", Appeals.as_view(), name="appeals"),
    path("appeals/<str:reference>", Appeal.as_view(), name="appeal"),
    path(
        "appeals/<str:reference>/acknowledge",
        steps.Acknowledge.as_view(),
        name="appeal-acknowledge",
    ),
    path(
        "appeals/<str:reference>/hearing",
        steps.Hearing.as_view(),
        name="appeal-hearing",
    ),
    path(
        "appeals/<str:reference>/members",
        steps.Members.as_view(),
        name="appeal-members",
    ),
    path(
        "appeals/<str:reference>/papers", steps.Papers.as_view(), name="appeal-papers"
    ),
    path("appeals/<str:reference>/view", hearing.View.as_view(), name="appeal-view"),
    path(
        "appeals/<str:reference>/decide", hearing.Decide.as_view(), name="appeal-decide"
    ),
    path(
        "appeals/<str:reference>/withdraw",
        steps.Withdraw.as_view(),
        name="appeal-withdraw",
    ),
    path(
        "appeals/<str:reference>/comment",
        hearing.Comment.as_view(),
        name="appeal-comment",
    ),
]

"""Which address is which call on recalls?"""

from django.urls import path

from api.v1.recalls.views import Acknowledge, Recalls


urlpatterns = [
    path("recalls", Recalls.as_view(), name="recalls"),
    path(
        "recalls/<uuid:recall_id>/acknowledge",
        Acknowledge.as_view(),
        name="acknowledge-recall",
    ),
]

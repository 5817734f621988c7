"""Which address is which call on recalls?"""

from django.urls import path

from api.v1.recalls.looks import Certificate, OneRecall, RaisedRecalls
from api.v1.recalls.views import Acknowledge, Recalls


urlpatterns = [
    path("recalls", Recalls.as_view(), name="recalls"),
    path("raised-recalls", RaisedRecalls.as_view(), name="raised-recalls"),
    path("recalls/<uuid:recall_id>", OneRecall.as_view(), name="recall"),
    path(
        "recalls/<uuid:recall_id>/certificate",
        Certificate.as_view(),
        name="recall-certificate",
    ),
    path(
        "recalls/<uuid:recall_id>/acknowledge",
        Acknowledge.as_view(),
        name="acknowledge-recall",
    ),
]

"""Which address is which call on agreements and attestations?"""

from django.urls import path

from api.v1.agreements.attestations import Attestations
from api.v1.agreements.steps import (
    Accept,
    Indemnity,
    Offer,
    PutInForce,
    Suspend,
    Terminate,
)
from api.v1.agreements.views import Agreement, Agreements


ONE = "agreements/<uuid:agreement_id>"
urlpatterns = [
    path("agreements", Agreements.as_view(), name="agreements"),
    path(ONE, Agreement.as_view(), name="agreement"),
    path(f"{ONE}/offer", Offer.as_view(), name="offer-agreement"),
    path(f"{ONE}/accept", Accept.as_view(), name="accept-agreement"),
    path(f"{ONE}/indemnity", Indemnity.as_view(), name="indemnify-agreement"),
    path(f"{ONE}/put-in-force", PutInForce.as_view(), name="put-agreement-in-force"),
    path(f"{ONE}/suspend", Suspend.as_view(), name="suspend-agreement"),
    path(f"{ONE}/terminate", Terminate.as_view(), name="terminate-agreement"),
    path("attestations", Attestations.as_view(), name="attestations"),
]

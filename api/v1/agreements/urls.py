"""Which address is which call on agreements and attestations?"""

from django.urls import path

from api.v1.agreements.attestations import (
    ApproveAttestation,
    Attestations,
    WithdrawAttestation,
)
from api.v1.agreements.papers import Paper, Papers
from api.v1.agreements.reasoned import (
    Arrange,
    ClearSuspension,
    LiftSuspension,
    PutInForce,
    Refuse,
    Suspend,
    Terminate,
    Withdraw,
)
from api.v1.agreements.steps import Accept, Indemnity, Offer, RenewCover
from api.v1.agreements.templates import Templates
from api.v1.agreements.versions import Difference, Version, Versions
from api.v1.agreements.views import Agreement, Agreements


ONE = "agreements/<uuid:agreement_id>"
urlpatterns = [
    path("agreements", Agreements.as_view(), name="agreements"),
    path("agreement-templates", Templates.as_view(), name="agreement-templates"),
    path(ONE, Agreement.as_view(), name="agreement"),
    path(f"{ONE}/offer", Offer.as_view(), name="offer-agreement"),
    path(f"{ONE}/accept", Accept.as_view(), name="accept-agreement"),
    path(f"{ONE}/indemnity", Indemnity.as_view(), name="indemnify-agreement"),
    path(f"{ONE}/put-in-force", PutInForce.as_view(), name="put-agreement-in-force"),
    path(f"{ONE}/suspend", Suspend.as_view(), name="suspend-agreement"),
    path(f"{ONE}/terminate", Terminate.as_view(), name="terminate-agreement"),
    path(f"{ONE}/refuse", Refuse.as_view(), name="refuse-agreement"),
    path(f"{ONE}/withdraw", Withdraw.as_view(), name="withdraw-agreement"),
    path(f"{ONE}/arrange", Arrange.as_view(), name="arrange-agreement"),
    path(f"{ONE}/renew-cover", RenewCover.as_view(), name="renew-cover"),
    path(f"{ONE}/clear-suspension", ClearSuspension.as_view(), name="clear-suspension"),
    path(f"{ONE}/lift-suspension", LiftSuspension.as_view(), name="lift-suspension"),
    path(f"{ONE}/versions", Versions.as_view(), name="agreement-versions"),
    path(f"{ONE}/versions/<int:number>", Version.as_view(), name="agreement-version"),
    path(f"{ONE}/difference", Difference.as_view(), name="agreement-difference"),
    path(f"{ONE}/papers", Papers.as_view(), name="agreement-papers"),
    path("papers/<uuid:paper_id>", Paper.as_view(), name="paper"),
    path("attestations", Attestations.as_view(), name="attestations"),
    path(
        "attestations/<uuid:attestation_id>/approve",
        ApproveAttestation.as_view(),
        name="approve-attestation",
    ),
    path(
        "attestations/<uuid:attestation_id>/withdraw",
        WithdrawAttestation.as_view(),
        name="withdraw-attestation",
    ),
]

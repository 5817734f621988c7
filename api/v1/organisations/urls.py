"""Which address is which call of the platform's administrator? On its own host alone."""

from django.urls import path

from api.v1.organisations.health import AgreementHealth
from api.v1.organisations.steps import Invite, Resume, Suspend
from api.v1.organisations.views import (
    Guests,
    OneOpening,
    OneOrganisation,
    Openings,
    Organisations,
)


ONE = "organisations/<uuid:organisation_id>"
urlpatterns = [
    path("organisations", Organisations.as_view(), name="organisations"),
    path(ONE, OneOrganisation.as_view(), name="organisation"),
    path(f"{ONE}/suspend", Suspend.as_view(), name="suspend-organisation"),
    path(f"{ONE}/resume", Resume.as_view(), name="resume-organisation"),
    path(f"{ONE}/invite", Invite.as_view(), name="invite-administrator"),
    path("guests", Guests.as_view(), name="guests"),
    path("openings", Openings.as_view(), name="openings"),
    path("openings/<uuid:opening_id>", OneOpening.as_view(), name="opening"),
    path("agreement-health", AgreementHealth.as_view(), name="agreement-health"),
]

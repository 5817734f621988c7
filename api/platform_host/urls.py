"""Which address is which call on the platform's host?"""

from django.urls import path

from api.platform_host.agreements import (
    Agreement,
    Agreements,
    ClearSuspension,
    Difference,
    Health,
    SuspendAgreement,
    Templates,
    Version,
    Versions,
    VersionText,
    VersionTextFile,
    VersionTexts,
)
from api.platform_host.index import PlatformOpenAPI, index
from api.platform_host.openings import Guests, Opening, Openings, Operations
from api.platform_host.organisations import (
    FirstAdministrator,
    Organisation,
    Organisations,
    Resume,
    Suspend,
)
from api.v1.index import docs, health


ONE = "organisations/<uuid:organisation_id>"
AGREEMENT = "agreements/<uuid:agreement_id>"
VERSION = f"{AGREEMENT}/versions/<int:number>"
urlpatterns = [
    path("", index, name="index"),
    path("health", health, name="health"),
    path("openapi.json", PlatformOpenAPI.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    path("organisations", Organisations.as_view(), name="organisations"),
    path(ONE, Organisation.as_view(), name="organisation"),
    path(f"{ONE}/suspend", Suspend.as_view(), name="suspend-organisation"),
    path(f"{ONE}/resume", Resume.as_view(), name="resume-organisation"),
    path(
        f"{ONE}/administrator",
        FirstAdministrator.as_view(),
        name="first-administrator",
    ),
    path("guests", Guests.as_view(), name="guests"),
    path("openings", Openings.as_view(), name="openings"),
    path("openings/<uuid:opening_id>", Opening.as_view(), name="opening"),
    path("operations", Operations.as_view(), name="operations"),
    path("agreement-templates", Templates.as_view(), name="agreement-templates"),
    path("agreements-health", Health.as_view(), name="agreements-health"),
    path("agreements", Agreements.as_view(), name="agreements"),
    path(AGREEMENT, Agreement.as_view(), name="agreement"),
    path(f"{AGREEMENT}/suspend", SuspendAgreement.as_view(), name="suspend-agreement"),
    path(
        f"{AGREEMENT}/clear-suspension",
        ClearSuspension.as_view(),
        name="clear-suspension",
    ),
    path(f"{AGREEMENT}/versions", Versions.as_view(), name="agreement-versions"),
    path(
        VERSION,
        Version.as_view(),
        name="agreement-version",
    ),
    path(f"{VERSION}/texts", VersionTexts.as_view(), name="version-texts"),
    path(f"{VERSION}/texts/<slug:which>", VersionText.as_view(), name="version-text"),
    path(
        f"{VERSION}/texts/<slug:which>/pdf",
        VersionTextFile.as_view(),
        name="version-text-file",
    ),
    path(f"{AGREEMENT}/difference", Difference.as_view(), name="agreement-difference"),
]

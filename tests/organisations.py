"""Which organisations do the tests rely on, and how is one opened?"""

from datetime import UTC, datetime

from audit.actors import system
from tenants import packs
from tenants.codes import OrganisationKind
from tenants.models import Organisation
from tenants.provision import open_organisation


OPENED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)

# slug: kind, pack, name. Made once a worker; every test may rely on them.
ORGANISATIONS = {
    "eastmere": (OrganisationKind.COUNCIL, "eastmere", "Eastmere Council"),
    "torley": (OrganisationKind.COUNCIL, "torley", "Torley Council"),
    "harbour": (OrganisationKind.REGISTERED_PROVIDER, "harbour-homes", "Harbour Homes"),
    "brightfix": (OrganisationKind.CONTRACTOR, "brightfix", "Brightfix Repairs"),
    "greenways": (OrganisationKind.CONTRACTOR, "greenways", "Greenways Grounds"),
    "platform": (OrganisationKind.PLATFORM, "platform", "Heed platform"),
}


def open_one(slug: str, kind: OrganisationKind, pack: str, name: str) -> Organisation:
    return open_organisation(
        slug=slug,
        name=name,
        kind=kind,
        pack_toml=packs.shipped(pack),
        domain=f"{slug}.localhost",
        duty_name="Duty desk",
        duty_phone="01632 960000",
        by=system("tests"),
        at=OPENED_AT,
    )

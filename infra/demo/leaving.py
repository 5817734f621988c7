"""How does something leave by mail, where an agreement demands it?

Harbour Homes' policy allows it: the council's signatory names a mailbox and a link that
opens once, the landlord's officer confirms it by telephone and asks for one extract.
"""

from datetime import datetime, timedelta
from uuid import UUID

from infra.demo.people import Peopled
from sharing.actions import extract_asking, extract_routes
from sharing.states import RouteKind
from tenants.codes import Activity, Purpose, Role
from tenants.context import in_organisation


NAMED_DAYS_AGO = 5
MAILBOX = "night-desk@eastmere.example"


def tell(
    landlord: Peopled, council: Peopled, agreement: UUID, *, now: datetime
) -> None:
    """The way is named and confirmed some days ago, and an extract asked for now."""
    named_at = now - timedelta(days=NAMED_DAYS_AGO)
    with in_organisation(council.organisation):
        route = extract_routes.propose(
            agreement_id=agreement,
            kind=RouteKind.LINK.value,
            address=MAILBOX,
            certificate=b"",
            reason="The night team is called out where Heed cannot be reached.",
            by=council.user(Role.PARTNER_SIGNATORY),
            at=named_at,
        ).pk
    with in_organisation(landlord.organisation):
        officer = landlord.user(Role.SHARING_OFFICER)
        extract_routes.confirm(
            route_id=route,
            fingerprint="",
            how="Rang the night desk on the number in the agreement.",
            by=officer,
            at=named_at + timedelta(hours=2),
        )
        extract_asking.ask(
            agreement_id=agreement,
            activity=Activity.HOUSING_MANAGEMENT.value,
            purpose=Purpose.HOME_VISIT.value,
            reason="Tonight's round goes where there is no signal.",
            by=officer,
            at=now,
        )

"""Who looked at our entries, here and at every partner?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from audit.queries import events_for
from register.actions import looks
from register.shown import Look
from sharing.queries.seen import SeenByPartner, seen_by_partners
from tenants.context import current_organisation


@transaction.atomic
def who_looked(*, reference: str | None, by: User, at: datetime) -> list[Look]:
    """Everybody who saw this entry, or any entry, newest first.

    The register asks permission, and puts on record that this was read.
    """
    own = looks.who_looked(reference=reference, by=by, at=at)
    markers = None if reference is None else _markers_of(reference)
    partners = [_look(seen) for seen in seen_by_partners(markers)]
    return sorted([*own, *partners], key=lambda look: look.at, reverse=True)


def _markers_of(reference: str) -> list[UUID]:
    """The markers an entry had: an ended one is deleted, the record of it is not."""
    published = events_for(
        organisation=current_organisation().id,
        subject=reference,
        kinds=[Kind.MARKER_PUBLISHED],
    )
    return [UUID(event.details["marker"]) for event in published]


def _look(seen: SeenByPartner) -> Look:
    return Look(
        at=seen.at,
        who="Somebody at a partner",
        role=seen.role,
        what=f"Was shown it in a check ({seen.level.lower()})",
        purpose=seen.purpose,
        level=seen.level,
        organisation=seen.organisation,
    )

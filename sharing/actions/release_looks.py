"""Who opened the list of entries for a partner, or asked who had seen one?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from register.queries.entries import entry_id_for
from sharing.permissions import require
from sharing.queries.bulk import BulkPage, bulk_for
from sharing.queries.seen import Sightings, seen_by_partners
from tenants.codes import Role
from tenants.context import current_organisation


@transaction.atomic
def open_bulk(
    *, agreement_id: UUID, activity: str, page: int, by: User, at: datetime
) -> BulkPage:
    """One page of the entries that could go to a partner; what is shown is on record.

    Raises:
        NotAllowed, NotFound: it is not this person's to ask.
    """
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    found = bulk_for(by, agreement_id, activity, page=page, at=at)
    record(
        kind=Kind.RELEASES_CONSIDERED,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=str(agreement_id),
        details={"shown": [row.reference for row in found.entries]},
    )
    return found


@transaction.atomic
def open_sightings(*, entry_reference: str, by: User, at: datetime) -> Sightings:
    """Who at which partner saw one entry; asking is on record.

    Raises:
        NotAllowed, NotFound: it is not this person's to ask.
    """
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    entry_id = entry_id_for(by, entry_reference, at=at)
    record(
        kind=Kind.LOOKS_READ,
        organisation=current_organisation().id,
        by=who,
        at=at,
        subject=entry_reference,
    )
    return seen_by_partners(entry_id, reference=entry_reference)

"""Who opened the list of entries for a partner, or asked who had seen one?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from register.queries.entries import entry_id_for
from sharing.actions.audiences import chosen_of
from sharing.actions.choices import EntryPick
from sharing.permissions import require
from sharing.queries.bulk import BulkPage, bulk_for
from sharing.queries.candidates import Candidates, candidates_after
from sharing.queries.previews import Preview, preview_of
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
    found = bulk_for(by, agreement_id, activity, page=page, at=at)
    shown = [row.reference for row in found.entries]
    _considered(agreement_id, shown, by=by, at=at)
    return found


@transaction.atomic
def open_candidates(
    *,
    agreement_id: UUID,
    activity: str,
    after: str,
    limit: int,
    by: User,
    at: datetime,
) -> Candidates:
    """The same list for whoever goes on by reference; what is shown is on record.

    Raises:
        NotAllowed, NotFound: it is not this person's to ask.
    """
    found = candidates_after(
        by, agreement_id, activity, after=after, limit=limit, at=at
    )
    shown = [row.reference for row in found.entries]
    _considered(agreement_id, shown, by=by, at=at)
    return found


@transaction.atomic
def preview(
    *,
    agreement_id: UUID,
    activity: str,
    entries: Sequence[EntryPick],
    by: User,
    at: datetime,
) -> Preview:
    """What would become of each entry chosen; nothing is released, the look is on record.

    Raises:
        NotAllowed, NotFound: it is not this person's to ask.
        Invalid: what is chosen could not be released either.
    """
    chosen_of(agreement_id, activity, entries)
    asked = [(pick.reference, pick.level) for pick in entries]
    found = preview_of(by, agreement_id, activity, asked, at=at)
    _considered(agreement_id, [reference for reference, _ in asked], by=by, at=at)
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


def _considered(
    agreement_id: UUID, shown: Sequence[str], *, by: User, at: datetime
) -> None:
    record(
        kind=Kind.RELEASES_CONSIDERED,
        organisation=current_organisation().id,
        by=require(Role.SHARING_OFFICER, by=by, at=at),
        at=at,
        subject=str(agreement_id),
        details={"shown": list(shown)},
    )

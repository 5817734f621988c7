"""Who looked at our entries, here and at every partner?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from register.actions import looks
from register.queries.entries import entry_id_for
from register.shown import Look
from sharing.queries.seen import Seen, latest_sightings, seen_by_partners


MOST_LOOKS = 200


@transaction.atomic
def who_looked(*, reference: str | None, by: User, at: datetime) -> list[Look]:
    """Everybody who saw this entry, or any entry, newest first.

    The register asks permission, and puts on record that this was read.
    """
    own = looks.who_looked(reference=reference, by=by, at=at)
    partners = [_look(seen) for seen in _sightings(reference, by=by, at=at)]
    return sorted([*own, *partners], key=lambda look: look.at, reverse=True)


def _sightings(reference: str | None, *, by: User, at: datetime) -> tuple[Seen, ...]:
    if reference is None:
        return latest_sightings(limit=MOST_LOOKS)
    entry_id = entry_id_for(by, reference, at=at)
    return seen_by_partners(entry_id, reference=reference).looks


def _look(seen: Seen) -> Look:
    level = f" ({seen.level.lower()})" if seen.level else ""
    return Look(
        at=seen.at,
        who="Somebody at a partner",
        role=seen.role.lower(),
        what=f"{seen.way}{level}",
        purpose=seen.purpose,
        level=seen.level,
        organisation=seen.organisation,
    )

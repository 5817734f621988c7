"""Who looked at our entries, here and at every partner?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from register.actions import looks
from register.queries.entries import entry_id_for
from register.shown import Look
from sharing.queries.seen import (
    Seen,
    latest_sightings,
    seen_by_partners,
    seen_in_own_checks,
)


MOST_LOOKS = 200


@transaction.atomic
def who_looked(*, reference: str | None, by: User, at: datetime) -> list[Look]:
    """Everybody who saw this entry, or any entry, newest first.

    The register asks permission, and puts on record that this was read.
    """
    own = looks.who_looked(reference=reference, by=by, at=at)
    checks = _checks(reference, by=by, at=at)
    partners = [_look(seen) for seen in _sightings(reference, by=by, at=at)]
    looks_of_all = [*own, *checks, *partners]
    return sorted(looks_of_all, key=lambda look: look.at, reverse=True)


def _checks(reference: str | None, *, by: User, at: datetime) -> list[Look]:
    """Our own checks that showed this entry. Those of every entry are looks already."""
    if reference is None:
        return []
    entry_id = entry_id_for(by, reference, at=at)
    found = seen_in_own_checks(entry_id, limit=MOST_LOOKS)
    names = {
        str(pk): name
        for pk, name in User.objects.values_list("pk", "full_name").filter(
            pk__in=[sight.actor_id for sight in found if _is_person(sight.actor_id)]
        )
    }
    return [
        Look(
            at=sight.at,
            who=names.get(sight.actor_id, "A machine client"),
            role=sight.role.lower(),
            what=f"Shown in a check ({sight.level.lower()})",
            purpose=sight.purpose,
            level=sight.level,
            organisation="",
        )
        for sight in found
    ]


def _is_person(actor_id: str) -> bool:
    """Whether the id may be a person's: a program's is no UUID of anybody."""
    try:
        UUID(actor_id)
    except ValueError:
        return False
    return True


def _sightings(reference: str | None, *, by: User, at: datetime) -> tuple[Seen, ...]:
    if reference is None:
        return latest_sightings(limit=MOST_LOOKS)
    entry_id = entry_id_for(by, reference, at=at)
    return seen_by_partners(entry_id, reference=reference).looks


def _look(seen: Seen) -> Look:
    level = f" ({seen.level.lower()})" if seen.level and seen.arrived else ""
    return Look(
        at=seen.at,
        who="Somebody at a partner" if seen.arrived else "Nobody",
        role=seen.role.lower(),
        what=f"{seen.way}{level}",
        purpose=seen.purpose,
        level=seen.level,
        organisation=seen.organisation,
    )

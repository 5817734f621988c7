"""Are this organisation's entries found by the keys that today's code writes?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actors import system
from markers import rekeying
from register.actions.publishing import MARKER_STATES, content_of
from register.models import Entry
from tenants.clocks import civil_date
from tenants.context import current_organisation
from tenants.queries import current_pack


PART = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some entries in the order of their ids; `last` is where the next part begins
    after, or None where none is left."""

    entries: int
    done: rekeying.Rekeyed
    last: UUID | None


@transaction.atomic
def rekey_part(*, after: UUID | None, at: datetime, most: int = PART) -> Part:
    """Compare the keys of the next entries that have not ended, and mend them.

    Each part stands by itself: a run that was stopped goes on after its last part, or
    from the beginning, which changes nothing twice.
    """
    organisation = current_organisation()
    live = Entry.objects.filter(state__in=MARKER_STATES).select_related("subject")
    if after is not None:
        live = live.filter(pk__gt=after)
    entries = list(live.order_by("pk")[:most])
    pack = current_pack(organisation, civil_date(at))
    done = rekeying.rekey(
        contents=[content_of(entry, pack) for entry in entries],
        owner=organisation.id,
        by=system("rekey", organisation=organisation.id),
        at=at,
    )
    full = len(entries) == most
    return Part(entries=len(entries), done=done, last=entries[-1].pk if full else None)

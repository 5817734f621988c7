"""Are this organisation's entries found by the keys that today's code writes?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audit.actors import system
from markers import rekeying
from markers.facts import MarkerContent
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
def rekey_part(
    *, after: UUID | None, at: datetime, most: int = PART, beside: bool = False
) -> Part:
    """Compare the keys of the next entries that have not ended, and mend them.

    `beside` only adds keys, while older code still serves.
    Each part stands by itself: a run that was stopped goes on after its last part, or
    from the beginning, which changes nothing twice.
    """
    organisation = current_organisation()
    live = _live()
    if after is not None:
        live = live.filter(pk__gt=after)
    entries = list(live.order_by("pk")[:most])
    done = rekeying.rekey(
        contents=_contents(entries, at=at),
        owner=organisation.id,
        by=system("rekey", organisation=organisation.id),
        at=at,
        beside=beside,
    )
    full = len(entries) == most
    return Part(entries=len(entries), done=done, last=entries[-1].pk if full else None)


def count_unfindable(*, at: datetime, most: int) -> tuple[int, int]:
    """Of some entries (those written longest ago), how many today's code would not find
    by each of its keys, and how many were looked at."""
    entries = list(_live().order_by("pk")[:most])
    contents = _contents(entries, at=at)
    owner = current_organisation().id
    return rekeying.unfindable(contents=contents, owner=owner), len(entries)


def _live() -> QuerySet[Entry]:
    return Entry.objects.filter(state__in=MARKER_STATES).select_related("subject")


def _contents(entries: Sequence[Entry], *, at: datetime) -> list[MarkerContent]:
    pack = current_pack(current_organisation(), civil_date(at))
    return [content_of(entry, pack) for entry in entries]

"""What have we released to whom, one page after the other?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from markers.models import Marker
from register.models import Entry
from sharing.errors import NotFound
from sharing.models import Release
from sharing.permissions import require
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    """One release; `entry` is empty once the entry has been erased."""

    id: UUID
    entry: str
    recipient_id: UUID
    recipient: str
    agreement_id: UUID
    activity: str
    level: str
    reason: str
    decided_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """`after` orders the last row, or is None where there are no more."""

    rows: tuple[ReleaseLine, ...]
    after: tuple[str, ...] | None


def releases_after(
    user: User, *, after: Sequence[str], limit: int, entry: str, at: datetime
) -> ReleasePage:
    """Our releases, newest first, of one entry where `entry` names it.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: the cursor is of no release.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    found = Release.objects.filter(owner=current_organisation().id)
    if entry:
        named = Entry.objects.filter(reference=entry).values("pk")
        live = Marker.objects.filter(
            owner=current_organisation().id, reference=entry
        ).values("pk")
        found = found.filter(Q(entry_id__in=named) | Q(marker_id__in=live))
    rows = list(_following(found, after).order_by("-pk")[: limit + 1])
    more = len(rows) > limit
    lines = tuple(_lines(rows[:limit]))
    return ReleasePage(rows=lines, after=(str(lines[-1].id),) if more else None)


def release_for(user: User, release_id: UUID, *, at: datetime) -> ReleaseLine:
    """One release of ours.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    found = Release.objects.filter(owner=current_organisation().id, pk=release_id)
    lines = _lines(list(found))
    if not lines:
        raise NotFound("There is no such release.")
    return lines[0]


def _following(found: QuerySet[Release], after: Sequence[str]) -> QuerySet[Release]:
    if not after:
        return found
    try:
        return found.filter(pk__lt=UUID(after[0]))
    except ValueError:
        raise NotFound("There is no such page.") from None


def _lines(rows: Sequence[Release]) -> list[ReleaseLine]:
    names = dict(
        Organisation.objects.filter(pk__in={row.recipient for row in rows}).values_list(
            "pk", "name"
        )
    )
    entries = references_of({row.entry_id for row in rows})
    return [
        ReleaseLine(
            id=row.pk,
            entry=entries.get(row.entry_id, ""),
            recipient_id=row.recipient,
            recipient=names.get(row.recipient, "An organisation that has left"),
            agreement_id=row.agreement_id,
            activity=row.activity,
            level=row.level,
            reason=row.reason,
            decided_at=row.decided_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
        )
        for row in rows
    ]


def references_of(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The references of this organisation's own entries, of those it still keeps."""
    live = Marker.objects.filter(owner=current_organisation().id, entry_id__in=ids)
    kept = Entry.objects.filter(pk__in=ids)
    return dict(live.values_list("entry_id", "reference")) | dict(
        kept.values_list("pk", "reference")
    )

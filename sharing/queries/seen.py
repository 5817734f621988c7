"""Who outside, and in which of their roles, has seen this entry, when and for what?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.models import Receipt, Release
from tenants.codes import Activity, Level, Purpose, Role
from tenants.context import current_organisation
from tenants.models import Organisation


MOST_LISTED = 500
WAYS = {"CHECK": "Checked", "EXTRACT": "Received in an extract"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look by somebody at a partner. Their name is the partner's own business."""

    at: datetime
    organisation: str
    way: str
    role: str
    purpose: str
    activity: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBy:
    """One partner: how often, by how many different people, first and last."""

    organisation: str
    times: int
    people: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    reference: str
    by_partner: tuple[SeenBy, ...]
    looks: tuple[Seen, ...]
    more: int


def seen_by_partners(entry_id: UUID, *, reference: str) -> Sightings:
    """Every sight of one entry by a partner, newest first, from the receipts."""
    here = current_organisation().id
    markers = Release.objects.filter(owner=here, entry_id=entry_id).values("marker_id")
    found = list(
        Receipt.objects.filter(
            owner=here, marker_id__in=markers, question__in=WAYS, permitted=True
        )
        .exclude(organisation=here)
        .order_by("-decided_at", "-pk")
    )
    names = dict(
        Organisation.objects.filter(
            pk__in={row.organisation for row in found}
        ).values_list("pk", "name")
    )
    return Sightings(
        reference=reference,
        by_partner=tuple(_by_partner(found, names)),
        looks=tuple(_seen(row, names) for row in found[:MOST_LISTED]),
        more=max(0, len(found) - MOST_LISTED),
    )


def latest_sightings(*, limit: int) -> tuple[Seen, ...]:
    """The newest sights of any of our entries by any partner."""
    here = current_organisation().id
    found = list(
        Receipt.objects.filter(owner=here, question__in=WAYS, permitted=True)
        .exclude(organisation=here)
        .order_by("-decided_at", "-pk")[:limit]
    )
    names = dict(
        Organisation.objects.filter(
            pk__in={row.organisation for row in found}
        ).values_list("pk", "name")
    )
    return tuple(_seen(row, names) for row in found)


def _by_partner(found: list[Receipt], names: dict[UUID, str]) -> Iterable[SeenBy]:
    for partner in sorted({row.organisation for row in found}, key=str):
        rows = [row for row in found if row.organisation == partner]
        yield SeenBy(
            organisation=_name(names, partner),
            times=len(rows),
            people=len({row.actor_id for row in rows}),
            first=rows[-1].decided_at,
            last=rows[0].decided_at,
        )


def _seen(row: Receipt, names: dict[UUID, str]) -> Seen:
    purpose, activity = row.facts.get("purpose"), row.facts.get("asked_activity")
    return Seen(
        at=row.decided_at,
        organisation=_name(names, row.organisation),
        way=WAYS[row.question],
        role=Role(row.actor_role).label if row.actor_role in Role else "A program",
        purpose=Purpose(purpose).label if purpose in Purpose else "",
        activity=Activity(activity).label if activity in Activity else "",
        level=Level(row.level).label if row.level in Level else "",
    )


def _name(names: dict[UUID, str], organisation: UUID) -> str:
    return names.get(organisation, "An organisation that has left")

"""Who has seen this entry, outside and in our own checks, when and for what?"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from markers.models import Marker
from sharing.models import Check, Receipt, Release, TeamRelease
from sharing.queries.sights import never_left, permitted
from tenants.codes import Activity, Level, Purpose, Role
from tenants.context import current_organisation
from tenants.models import Organisation


MOST_LISTED = 500
WAYS = {"CHECK": "Checked", "EXTRACT": "Received in an extract"}
NEVER_LEFT = "Put in an extract that never left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look by somebody at a partner. Their name is the partner's own business.

    What was put in an extract that never left is told as well, and nobody saw it.
    """

    at: datetime
    organisation: str
    way: str
    role: str
    purpose: str
    activity: str
    level: str
    arrived: bool


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
    given = permitted().filter(owner=here, marker_id__in=markers)
    given = given.exclude(organisation=here)
    unsent = never_left(given)
    found = list(given.order_by("-decided_at", "-pk"))
    looks, names = _once_each(found), _names(found)
    arrived = [row for row in found if row.pk not in unsent]
    return Sightings(
        reference=reference,
        by_partner=tuple(_by_partner(arrived, names)),
        looks=tuple(_seen(row, names, unsent) for row in looks[:MOST_LISTED]),
        more=max(0, len(looks) - MOST_LISTED),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSight:
    """One check of our own that showed the entry. Whose it was is the actor's id."""

    at: datetime
    actor_id: str
    role: str
    purpose: str
    level: str


def seen_in_own_checks(entry_id: UUID, *, limit: int) -> list[OwnSight]:
    """Our own checks that showed this entry, newest first."""
    markers = _markers_of(entry_id)
    shown = Q(pk__in=[])
    for marker in markers:
        shown |= Q(shown__contains=[{"marker": str(marker)}])
    found = Check.objects.filter(shown, organisation=current_organisation().id)
    return [
        OwnSight(
            at=check.as_of,
            actor_id=check.actor_id,
            role=_role(check.actor_role),
            purpose=Purpose(check.purpose).label if check.purpose in Purpose else "",
            level=next(
                Level(one["level"]).label
                for one in check.shown
                if UUID(one["marker"]) in markers
            ),
        )
        for check in found.order_by("-as_of", "-pk")[:limit]
    ]


def _markers_of(entry_id: UUID) -> set[UUID]:
    """The marker of a live entry, and those under which it was ever given."""
    here = current_organisation().id
    live = Marker.objects.filter(owner=here, entry_id=entry_id)
    found = set(live.values_list("pk", flat=True))
    for given in (Release.objects.filter(owner=here), TeamRelease.objects.all()):
        found |= set(
            given.filter(entry_id=entry_id).values_list("marker_id", flat=True)
        )
    return found


def _role(code: str) -> str:
    return Role(code).label if code in Role else "A program"


def latest_sightings(*, limit: int) -> tuple[Seen, ...]:
    """The newest sights of any of our entries by any partner."""
    here = current_organisation().id
    given = permitted().filter(owner=here).exclude(organisation=here)
    found = list(given.order_by("-decided_at", "-pk")[:limit])
    unsent = never_left(Receipt.objects.filter(pk__in=[row.pk for row in found]))
    names = _names(found)
    return tuple(_seen(row, names, unsent) for row in _once_each(found))


def times_of(receipts: Iterable[Receipt]) -> int:
    """How often somebody looked: a check is one look, however often it is opened."""
    return len({row.check_id or row.pk for row in receipts})


def _once_each(newest_first: Iterable[Receipt]) -> list[Receipt]:
    """Each look once, by its latest receipt."""
    looks: dict[UUID, Receipt] = {}
    for row in newest_first:
        looks.setdefault(row.check_id or row.pk, row)
    return list(looks.values())


def _by_partner(found: list[Receipt], names: dict[UUID, str]) -> Iterable[SeenBy]:
    for partner in sorted({row.organisation for row in found}, key=str):
        rows = [row for row in found if row.organisation == partner]
        yield SeenBy(
            organisation=_name(names, partner),
            times=times_of(rows),
            people=len({row.actor_id for row in rows}),
            first=rows[-1].decided_at,
            last=rows[0].decided_at,
        )


def _seen(row: Receipt, names: dict[UUID, str], unsent: Container[UUID]) -> Seen:
    purpose, activity = row.facts.get("purpose"), row.facts.get("asked_activity")
    return Seen(
        at=row.decided_at,
        organisation=_name(names, row.organisation),
        way=NEVER_LEFT if row.pk in unsent else WAYS[row.question],
        arrived=row.pk not in unsent,
        role=_role(row.actor_role),
        purpose=Purpose(purpose).label if purpose in Purpose else "",
        activity=Activity(activity).label if activity in Activity else "",
        level=Level(row.level).label if row.level in Level else "",
    )


def _names(found: Iterable[Receipt]) -> dict[UUID, str]:
    """What the organisations that looked are called."""
    looked = Organisation.objects.filter(pk__in={row.organisation for row in found})
    return dict(looked.values_list("pk", "name"))


def _name(names: dict[UUID, str], organisation: UUID) -> str:
    return names.get(organisation, "An organisation that has left")

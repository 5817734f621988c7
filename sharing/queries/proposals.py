"""What would the gate say if this entry were released under this agreement now?"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from markers.models import Marker
from sharing.check.gathering import Fields
from sharing.facts import PartnerFacts
from sharing.models import PortfolioItem, Release
from sharing.permissions import LONDON
from sharing.policy import decide
from sharing.queries.standing import Standing, source_fields
from tenants.codes import Level, Role
from tenants.context import current_organisation
from tenants.models import Organisation


KINDS = ("UPRN", "PLACE", "AREA", "CASE")
RESTRICTED = "Processing of this entry is restricted, so it is not released anew."

RELEASED = "It is released there already."


def proposed_of(
    marker: Marker,
    standing: Standing,
    *,
    portfolios: Collection[UUID],
    level: str,
    today: date,
    at: datetime,
) -> PartnerFacts:
    """The facts as they would be with a release by the sharing officer at this level.

    `portfolios` are the agreements whose portfolio the entry is in.
    """
    return entry_facts(
        marker,
        source_fields(standing, today=today),
        inside=standing.agreement.pk in portfolios,
        at=at,
        release={
            "release_role": Role.SHARING_OFFICER.value,
            "release_withdrawn": False,
            "release_level": level,
        },
    )


def judged(
    marker: Marker,
    standing: Standing,
    *,
    portfolios: Collection[UUID],
    level: str,
    at: datetime,
) -> tuple[tuple[str, ...], Level | None]:
    """Why this entry may not go there at this level, and what would be seen of it."""
    facts = proposed_of(
        marker,
        standing,
        portfolios=portfolios,
        level=level,
        today=at.astimezone(LONDON).date(),
        at=at,
    )
    decision = decide(facts)
    reasons = tuple(decision.reasons.values())
    if marker.processing_restricted:
        reasons = (*reasons, RESTRICTED)
    return reasons, decision.level


def released_of(
    marker: Marker,
    source: Fields,
    release: Release | None,
    *,
    inside: bool,
    at: datetime,
) -> PartnerFacts:
    """The facts as they are, with the release there is, or none."""
    return entry_facts(
        marker,
        source,
        inside=inside,
        at=at,
        release={
            "release_role": release.decided_role if release else None,
            "release_withdrawn": release.withdrawn_at is not None if release else None,
            "release_level": release.level if release else None,
        },
    )


def portfolios_with(marker: Marker) -> set[UUID]:
    """The agreements whose places, areas or cases the entry is one of."""
    return portfolios_of([marker])[marker.pk]


def portfolios_of(markers: Iterable[Marker]) -> dict[UUID, set[UUID]]:
    """The same for many entries of one owner, in one query."""
    by_item: dict[tuple[str, str], list[UUID]] = {}
    found: dict[UUID, set[UUID]] = {}
    for marker in markers:
        found[marker.pk] = set()
        for item in items_of(marker):
            by_item.setdefault(item, []).append(marker.pk)
    named = (
        Q(kind=kind, value__in=[value for of, value in by_item if of == kind])
        for kind in KINDS
    )
    items = PortfolioItem.objects.filter(
        reduce(or_, named), discloser=current_organisation().id
    )
    for kind, value, agreement_id in items.values_list("kind", "value", "agreement_id"):
        for pk in by_item[kind, value]:
            found[pk].add(agreement_id)
    return found


def items_of(marker: Marker) -> set[tuple[str, str]]:
    """What a portfolio may name an entry by: its places, their areas, or itself.

    An entry that follows a person who moved keeps the places they left, as in a check.
    """
    here = {
        "uprn": marker.uprn,
        "postcode": marker.postcode,
        "building": marker.building,
        "area_code": marker.area_code,
    }
    items = {("CASE", str(marker.pk))}
    for place in (here, *marker.elsewhere):
        building = f"{place['postcode']}|{place['building']}"
        items |= {
            ("UPRN", place["uprn"]),
            ("PLACE", building if building != "|" else ""),
            ("AREA", place["area_code"]),
        }
    return {item for item in items if item[1]}


def recipients_of(marker_id: UUID) -> list[str]:
    """The names of the organisations this entry is released to now."""
    recipients = Release.objects.filter(
        marker_id=marker_id, withdrawn_at__isnull=True
    ).values_list("recipient", flat=True)
    named = Organisation.objects.filter(pk__in=set(recipients)).order_by("name")
    return list(named.values_list("name", flat=True))


def entry_facts(
    marker: Marker,
    source: Fields,
    *,
    inside: bool,
    at: datetime,
    release: dict[str, Any],
) -> PartnerFacts:
    until = marker.provisional_until
    return PartnerFacts(
        **source,
        entry_state=marker.state,
        provisional_open=at < until if until else None,
        entry_starts_on=marker.starts_on,
        entry_ends_on=marker.ends_on,
        processing_restricted=marker.processing_restricted,
        entry_category=marker.category,
        entry_shareable=marker.shareable,
        in_portfolio=inside,
        **release,
    )

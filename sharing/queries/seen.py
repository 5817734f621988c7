"""Who at which partner saw our entry, when and for what?

From the receipts of partners' checks, which their owner may read: no member of a
partner's staff is named, only the role in which they asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.models import Receipt
from tenants.codes import Level, Purpose
from tenants.context import current_organisation
from tenants.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenByPartner:
    """One check at a partner that showed one of our entries."""

    at: datetime
    organisation: str
    role: str
    purpose: str
    level: str
    marker_id: UUID


def seen_by_partners(
    markers: Collection[UUID] | None = None, *, limit: int = 200
) -> list[SeenByPartner]:
    """The newest first: of these markers, or of all this organisation's."""
    owner = current_organisation().id
    found = Receipt.objects.filter(owner=owner, question="CHECK", permitted=True)
    found = found.exclude(organisation=owner)
    if markers is not None:
        found = found.filter(marker_id__in=markers)
    rows = list(found.order_by("-decided_at", "-pk")[:limit])
    names = dict(
        Organisation.objects.filter(
            pk__in={row.organisation for row in rows}
        ).values_list("pk", "name")
    )
    return [
        SeenByPartner(
            at=row.decided_at,
            organisation=names.get(row.organisation, "An organisation that has left"),
            role=row.actor_role.replace("_", " ").lower(),
            purpose=_purpose(str(row.facts.get("purpose") or "")),
            level=Level(row.level).label,
            marker_id=row.marker_id,
        )
        for row in rows
    ]


def _purpose(code: str) -> str:
    return Purpose(code).label if code in Purpose.codes() else code

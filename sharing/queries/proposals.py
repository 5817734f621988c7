"""What would the gate say if this entry were released under this agreement now?"""

from datetime import date, datetime
from uuid import UUID

from markers.models import Marker
from sharing.facts import PartnerFacts
from sharing.models import PortfolioItem, Release
from sharing.queries.standing import Standing, source_fields
from tenants.codes import Role
from tenants.models import Organisation


RESTRICTED = "Processing of this entry is restricted, so it is not released anew."


def proposed_of(
    marker: Marker, standing: Standing, *, level: str, today: date, at: datetime
) -> PartnerFacts:
    """The facts as they would be with a release by the sharing officer at this level."""
    return _facts(
        marker,
        standing,
        today=today,
        at=at,
        release={
            "release_role": Role.SHARING_OFFICER.value,
            "release_withdrawn": False,
            "release_level": level,
        },
    )


def released_of(
    marker: Marker,
    standing: Standing,
    release: Release | None,
    *,
    today: date,
    at: datetime,
) -> PartnerFacts:
    """The facts as they are, with the release there is, or none."""
    return _facts(
        marker,
        standing,
        today=today,
        at=at,
        release={
            "release_role": release and release.decided_role,
            "release_withdrawn": release and release.withdrawn_at is not None,
            "release_level": release and release.level,
        },
    )


def in_portfolio(marker: Marker, agreement_id: UUID) -> bool:
    """Whether the entry's place, area or case is one the agreement names."""
    values = {
        "UPRN": marker.uprn,
        "PLACE": f"{marker.postcode}|{marker.building}",
        "AREA": marker.area_code,
        "CASE": str(marker.pk),
    }
    return any(
        PortfolioItem.objects.filter(
            agreement_id=agreement_id, kind=kind, value=value
        ).exists()
        for kind, value in values.items()
        if value
    )


def recipients_of(marker_id: UUID) -> list[str]:
    """The names of the organisations this entry is released to now."""
    recipients = Release.objects.filter(
        marker_id=marker_id, withdrawn_at__isnull=True
    ).values_list("recipient", flat=True)
    named = Organisation.objects.filter(pk__in=set(recipients)).order_by("name")
    return list(named.values_list("name", flat=True))


def _facts(
    marker: Marker,
    standing: Standing,
    *,
    today: date,
    at: datetime,
    release: dict[str, str | bool | None],
) -> PartnerFacts:
    until = marker.provisional_until
    return PartnerFacts(
        **source_fields(standing, today=today),
        entry_state=marker.state,
        provisional_open=until and at < until,
        entry_starts_on=marker.starts_on,
        entry_ends_on=marker.ends_on,
        processing_restricted=marker.processing_restricted,
        entry_category=marker.category,
        entry_shareable=marker.shareable,
        in_portfolio=in_portfolio(marker, standing.agreement.pk),
        **release,
    )

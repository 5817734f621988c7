"""What would become of each of these entries if they were released to one partner now?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from markers.models import Marker
from sharing.models import Release
from sharing.permissions import require
from sharing.queries.bulk import Destination, destination_of, standing_for
from sharing.queries.proposals import RELEASED, judged, portfolios_of
from sharing.queries.standing import Standing
from tenants.codes import Level, Role
from tenants.context import current_organisation


NOT_LIVE = "No live entry has this reference."


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One entry at the level asked for. `release` is set where it is there already;
    `level` is what the partner would see of it, where it may go."""

    entry: str
    level: Level | None
    permitted: bool
    reasons: tuple[str, ...]
    release: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Whom it would reach, how many people that is, and each entry by itself."""

    destination: Destination
    people: int
    entries: tuple[Previewed, ...]


def preview_of(
    user: User,
    agreement_id: UUID,
    activity: str,
    asked: Sequence[tuple[str, str]],
    *,
    at: datetime,
) -> Preview:
    """What the gate says of each; `asked` are pairs of a reference and a level.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: there is no such agreement of ours, or it has no such activity.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    standing = standing_for(agreement_id, activity)
    where = destination_of(standing, at=at)
    owned = Marker.objects.filter(owner=current_organisation().id)
    named = owned.filter(reference__in={reference for reference, _ in asked})
    markers = {marker.reference: marker for marker in named}
    judging = _Judging(
        standing=standing,
        inside=portfolios_of(markers.values()) if markers else {},
        given=_given(standing, [marker.pk for marker in markers.values()]),
        at=at,
    )
    lines = [
        judging.line(reference, level, markers.get(reference))
        for reference, level in asked
    ]
    return Preview(destination=where, people=where.head_count, entries=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judging:
    """What is the same for every entry, and in which portfolios each is."""

    standing: Standing
    inside: Mapping[UUID, set[UUID]]
    given: Mapping[UUID, UUID]
    at: datetime

    def line(self, reference: str, level: str, marker: Marker | None) -> Previewed:
        if marker is None:
            return _line(reference, None, (NOT_LIVE,), None)
        reasons, seen = judged(
            marker,
            self.standing,
            portfolios=self.inside[marker.pk],
            level=level,
            at=self.at,
        )
        release = self.given.get(marker.pk)
        if release is not None:
            reasons = (*reasons, RELEASED)
        return _line(reference, seen, reasons, release)


def _given(standing: Standing, markers: Sequence[UUID]) -> dict[UUID, UUID]:
    """The releases there are: marker and release."""
    found = Release.objects.filter(
        marker_id__in=markers,
        agreement_id=standing.agreement.pk,
        activity=standing.activity,
        withdrawn_at__isnull=True,
    )
    return dict(found.values_list("marker_id", "pk"))


def _line(
    reference: str, level: Level | None, reasons: tuple[str, ...], release: UUID | None
) -> Previewed:
    return Previewed(
        entry=reference,
        level=None if reasons else level,
        permitted=not reasons,
        reasons=reasons,
        release=release,
    )

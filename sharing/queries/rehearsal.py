"""What would partners see, or see no longer, before anything is changed?

The same gate, asked twice: on the facts as they are, and as they would be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from markers.models import Marker
from sharing.facts import PartnerFacts
from sharing.models import AgreementVersion, PortfolioStaged, Release
from sharing.permissions import LONDON
from sharing.policy import Decision, decide
from sharing.queries.proposals import KINDS, items_of, portfolios_of, released_of
from sharing.queries.standing import Standing, source_fields, standings_of
from sharing.queries.suppositions import Subject, Supposition
from sharing.states import HELD
from tenants.codes import Activity, Level
from tenants.context import current_organisation


MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One release of which more, less or nothing would be seen."""

    reference: str
    organisation: str
    activity: str
    before: Level | None
    after: Level | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What would change, by count and by row. The rows listed are the first few."""

    judged: int
    seen_now: int
    seen_then: int
    appearing: int
    vanishing: int
    more: int
    less: int
    shifts: tuple[Shift, ...]

    @property
    def changed(self) -> int:
        return self.appearing + self.vanishing + self.more + self.less

    @property
    def unlisted(self) -> int:
        return self.changed - len(self.shifts)


def rehearse(
    suppose: Supposition, *, at: datetime, agreement_id: UUID | None = None
) -> Rehearsal:
    """Judge every release of ours that stands, as things are and as supposed."""
    pairs = [
        (shift, decide(before), decide(after))
        for shift, before, after in _judged(suppose, at=at, agreement_id=agreement_id)
    ]
    shifts = [
        _shift(what, before, after)
        for what, before, after in pairs
        if before.level != after.level
    ]
    shifts.sort(
        key=lambda one: (one.after is not None, one.organisation, one.reference)
    )
    return Rehearsal(
        judged=len(pairs),
        seen_now=sum(before.permit for _, before, _ in pairs),
        seen_then=sum(after.permit for _, _, after in pairs),
        appearing=sum(one.before is None for one in shifts),
        vanishing=sum(one.after is None for one in shifts),
        more=sum(_grew(one) for one in shifts),
        less=sum(_shrank(one) for one in shifts),
        shifts=tuple(shifts[:MOST_LISTED]),
    )


def markers_staged(change_id: UUID) -> set[UUID]:
    """Which of our released entries a staged portfolio would hold."""
    ids = {release.marker_id for release in _releases(None)}
    return staged_among(Marker.objects.filter(pk__in=ids), change_id)


def staged_among(markers: Iterable[Marker], change_id: UUID) -> set[UUID]:
    """Which of these entries a staged portfolio would hold."""
    by_item: dict[tuple[str, str], list[UUID]] = {}
    for marker in markers:
        for item in items_of(marker):
            by_item.setdefault(item, []).append(marker.pk)
    found: set[UUID] = set()
    for kind in KINDS:
        values = [value for named, value in by_item if named == kind]
        staged = PortfolioStaged.objects.filter(
            change_id=change_id, kind=kind, value__in=values
        )
        for value in staged.values_list("value", flat=True):
            found |= set(by_item[kind, value])
    return found


def newest_standings(agreement_id: UUID) -> dict[str, Standing]:
    """The activities of an agreement's newest version, whatever its state."""
    newest = (
        AgreementVersion.objects.filter(
            agreement_id=agreement_id, discloser=current_organisation().id
        )
        .select_related("agreement")
        .order_by("-number")[:1]
    )
    return {standing.activity: standing for standing in standings_of(newest)}


@dataclass(frozen=True, slots=True)
class _What:
    marker: Marker
    standing: Standing


def _judged(
    suppose: Supposition, *, at: datetime, agreement_id: UUID | None
) -> Iterator[tuple[_What, PartnerFacts, PartnerFacts]]:
    today = at.astimezone(LONDON).date()
    releases = _releases(agreement_id)
    markers = Marker.objects.in_bulk({one.marker_id for one in releases})
    portfolios = portfolios_of(markers.values())
    standings = _standings({one.agreement_id for one in releases})
    sources = {
        key: source_fields(standing, today=today) for key, standing in standings.items()
    }
    for release in releases:
        key = (release.agreement_id, release.activity)
        marker = markers.get(release.marker_id)
        if marker is None or key not in standings:
            continue
        facts = released_of(
            marker,
            sources[key],
            release,
            inside=release.agreement_id in portfolios[marker.pk],
            at=at,
        )
        subject = Subject(
            marker_id=marker.pk,
            agreement_id=release.agreement_id,
            activity=release.activity,
        )
        yield _What(marker, standings[key]), facts, suppose(subject, facts)


def _releases(agreement_id: UUID | None) -> list[Release]:
    here = Q(owner=current_organisation().id, withdrawn_at__isnull=True)
    if agreement_id is not None:
        here &= Q(agreement_id=agreement_id)
    return list(Release.objects.filter(here).order_by("pk"))


def _standings(agreements: Iterable[UUID]) -> dict[tuple[UUID, str], Standing]:
    """Each activity of each agreement's version that is in force, or was last."""
    versions = AgreementVersion.objects.filter(
        agreement_id__in=list(agreements), state__in=[state.value for state in HELD]
    )
    newest = versions.order_by("agreement_id", "-number").distinct("agreement_id")
    found = standings_of(newest.select_related("agreement"))
    return {(one.agreement.pk, one.activity): one for one in found}


def _shift(what: _What, before: Decision, after: Decision) -> Shift:
    return Shift(
        reference=what.marker.reference,
        organisation=what.standing.recipient.name,
        activity=Activity(what.standing.activity).label,
        before=before.level,
        after=after.level,
        reasons=tuple(after.reasons.values()),
    )


def _grew(one: Shift) -> bool:
    if one.before is None or one.after is None:
        return False
    return one.after > one.before


def _shrank(one: Shift) -> bool:
    if one.before is None or one.after is None:
        return False
    return one.after < one.before

"""What would one change to an agreement, an exclusion, the policy or the day do?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from markers.models import Marker
from sharing.errors import Invalid, NotFound
from sharing.facts import AgreementState, PartnerFacts
from sharing.models import PortfolioChange, Release
from sharing.permissions import LONDON, require
from sharing.policy import decide
from sharing.queries.awaited import portfolio_awaiting
from sharing.queries.bulk import inside
from sharing.queries.proposals import entry_facts
from sharing.queries.rehearsal import (
    Rehearsal,
    markers_staged,
    newest_standings,
    rehearse,
    staged_among,
)
from sharing.queries.standing import Standing
from sharing.queries.suppositions import (
    Supposition,
    What,
    activity_is_excluded,
    agreement_is,
    both,
    ceiling_is,
    day_is,
    in_force_fields,
    portfolio_is,
    register_is_suspended,
    version_is_in_force,
)
from tenants.codes import Activity, Level, Role
from tenants.context import current_organisation


MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is supposed, and what it is about."""

    what: What
    agreement_id: UUID | None = None
    activity: str = ""
    level: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Releasable:
    """An entry that could then be released, for which work, and at most at what level."""

    reference: str
    activity: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What would change, and what could be released that cannot be now."""

    rehearsal: Rehearsal
    releasable_count: int = 0
    releasable: tuple[Releasable, ...] = ()


def answer(user: User, asked: Asked, *, at: datetime) -> Answer:
    """Judge every release of ours as things are and as supposed. Nothing is changed.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: there is no such agreement of ours.
        Invalid: something that the supposition needs was not named.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    if asked.what is What.IN_FORCE:
        return _in_force(asked, at=at)
    return Answer(
        rehearsal=rehearse(_supposition(asked), at=at, agreement_id=asked.agreement_id)
    )


def _supposition(asked: Asked) -> Supposition:
    match asked.what:
        case What.SUSPEND:
            return agreement_is(_agreement(asked), AgreementState.SUSPENDED)
        case What.END:
            return agreement_is(_agreement(asked), AgreementState.TERMINATED)
        case What.EXCLUDE if asked.activity in Activity:
            return activity_is_excluded(asked.activity, agreement_id=asked.agreement_id)
        case What.CEILING if asked.level in Level:
            return ceiling_is(Level(asked.level))
        case What.REGISTER:
            return register_is_suspended
        case What.DAY if asked.day is not None:
            return day_is(asked.day)
        case _:
            raise Invalid({"what": "Say what the change is about."})


def _agreement(asked: Asked) -> UUID:
    if asked.agreement_id is None:
        raise Invalid({"agreement": "Choose the agreement."})
    return asked.agreement_id


def _in_force(asked: Asked, *, at: datetime) -> Answer:
    """The newest version as though it were signed, indemnified and in force."""
    agreement_id = _agreement(asked)
    standings = newest_standings(agreement_id)
    if not standings:
        raise NotFound("There is no such agreement.")
    today = at.astimezone(LONDON).date()
    suppose = version_is_in_force(standings, today=today)
    waiting = portfolio_awaiting(next(iter(standings.values())).version)
    if waiting is not None:
        comes = portfolio_is(agreement_id, markers_staged(waiting.pk))
        suppose = both(suppose, comes)
    found = _releasable(agreement_id, waiting, standings, today=today, at=at)
    return Answer(
        rehearsal=rehearse(suppose, at=at, agreement_id=agreement_id),
        releasable_count=len(found),
        releasable=tuple(found[:MOST_LISTED]),
    )


def _releasable(
    agreement_id: UUID,
    waiting: PortfolioChange | None,
    standings: Mapping[str, Standing],
    *,
    today: date,
    at: datetime,
) -> list[Releasable]:
    """Own entries within the portfolio, or the one that waits for the version, that the
    gate would let go, not released yet."""
    released = set(
        Release.objects.filter(
            agreement_id=agreement_id,
            owner=current_organisation().id,
            withdrawn_at__isnull=True,
        ).values_list("marker_id", "activity")
    )
    markers = Marker.objects.filter(
        owner=current_organisation().id, processing_restricted=False
    )
    if waiting is None:
        markers = markers.filter(inside(agreement_id))
    else:
        markers = markers.filter(pk__in=staged_among(markers, waiting.pk))
    fields = {
        activity: in_force_fields(standing, today=today)
        for activity, standing in standings.items()
    }
    found = []
    for marker in markers.order_by("reference"):
        for activity, source in fields.items():
            level = decide(_proposed(marker, source, at=at)).level
            if level is not None and (marker.pk, activity) not in released:
                label = Activity(activity).label
                found.append(
                    Releasable(reference=marker.reference, activity=label, level=level)
                )
    return found


def _proposed(
    marker: Marker, source: Mapping[str, object], *, at: datetime
) -> PartnerFacts:
    return entry_facts(
        marker,
        source,
        inside=True,
        at=at,
        release={
            "release_role": Role.SHARING_OFFICER.value,
            "release_withdrawn": False,
            "release_level": Level.SUMMARY.value,
        },
    )

"""What would the gate say if an own team were given this, and what was a team given?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import Team, User
from markers.models import Marker
from register.models import Entry
from sharing.errors import NotFound
from sharing.facts import TeamFacts
from sharing.models import TeamRelease
from sharing.permissions import holding
from sharing.policy import decide
from sharing.queries.proposals import RESTRICTED
from sharing.queries.standing import FIT_ASKER
from tenants.codes import Level, Permission, Role
from tenants.context import current_organisation
from tenants.packs import Pack


def team_facts(
    marker: Marker,
    team: Team,
    *,
    reason: str,
    level: Level,
    pack: Pack,
    today: date,
    at: datetime,
) -> TeamFacts:
    """The facts for somebody fit in this team, as they would be once it is given.

    The pack may limit what this team sees, and may have suspended the register.
    """
    here = current_organisation()
    until = marker.provisional_until
    who = {**FIT_ASKER, "judged_roles": (Role.VISITING_OFFICER.value,)}
    return TeamFacts(
        **who,
        today=today,
        judged_briefings=(today,),
        asking_status=here.status,
        register_status=here.status,
        register_suspended=pack.suspended is not None,
        entry_state=marker.state,
        provisional_open=at < until if until else None,
        entry_starts_on=marker.starts_on,
        entry_ends_on=marker.ends_on,
        processing_restricted=marker.processing_restricted,
        team_mode=team.contact_mode,
        team_reason=reason,
        team_withdrawn=False,
        team_level=Level.minimum(level, pack.team_limits.get(team.name, level)).value,
        # A team that does not meet the public is refused by its mode, with one reason.
        teams_that_meet_the_public=1,
    )


def against_giving(facts: TeamFacts, *, held: bool) -> tuple[str, ...]:
    """Every reason why a team may not be given it. `held`: the team has it already, so
    that a restriction, which bars what is given anew, does not touch it."""
    reasons = tuple(decide(facts).reasons.values())
    if facts.processing_restricted and not held:
        return (*reasons, RESTRICTED)
    return reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReleaseLine:
    """One entry given to one team; `entry` is empty once the entry has been erased."""

    id: UUID
    entry: str
    team: UUID
    team_name: str
    level: Level
    reason: str
    released_at: datetime
    withdrawn_at: datetime | None


def team_release_for(user: User, release_id: UUID, *, at: datetime) -> TeamReleaseLine:
    """What one team of ours was given.

    Raises:
        NotAllowed, NotFound: it is not this person's to read.
    """
    holding(Permission.SHARE, Permission.DECIDE, by=user, at=at)
    found = TeamRelease.objects.filter(
        pk=release_id, owner=current_organisation().id
    ).first()
    if found is None:
        raise NotFound("There is no such release.")
    entry = Entry.objects.filter(pk=found.entry_id).values_list("reference", flat=True)
    live = Marker.objects.filter(pk=found.marker_id).values_list("reference", flat=True)
    team = Team.objects.filter(pk=found.team_id).first()
    return TeamReleaseLine(
        id=found.pk,
        entry=entry.first() or live.first() or "",
        team=found.team_id,
        team_name=team.name if team else "A team that is no more",
        level=Level(found.level),
        reason=found.reason,
        released_at=found.decided_at,
        withdrawn_at=found.withdrawn_at,
    )

"""What would the gate say if one of the organisation's own teams were given this?"""

from datetime import date, datetime

from accounts.models import Team
from markers.models import Marker
from sharing.facts import TeamFacts
from sharing.queries.standing import FIT_ASKER
from tenants.codes import Level, Role
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

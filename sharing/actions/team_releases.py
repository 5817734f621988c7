"""Which of the organisation's own teams see an entry, and why each of them?"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import Team, User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers.models import Marker
from register.permissions import standing_of
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow, Refused
from sharing.facts import TeamFacts
from sharing.models import TeamRelease
from sharing.permissions import LONDON, acting
from sharing.queries.own_teams import against_giving, team_facts
from tenants.codes import Level, Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


@transaction.atomic
def give(
    *,
    marker: Marker,
    audience: Iterable[tuple[UUID, str]],
    by: User,
    at: datetime,
    level: Level = Level.SUMMARY,
) -> list[TeamRelease]:
    """Give an own entry to teams: pairs of a team and why it needs it.

    Raises:
        Refused: with every reason, where a team may not have it; nothing is given.
    """
    who = _chooser(by, at)
    chosen = dict(audience)
    teams = Team.objects.filter(pk__in=chosen, active=True).in_bulk()
    held = _holders(marker)
    refused, given = [], []
    today = at.astimezone(LONDON).date()
    pack = current_pack(current_organisation(), today)
    for team_id, reason in chosen.items():
        team = teams.get(team_id)
        if team is None:
            raise NotFound("There is no such team.")
        facts = team_facts(
            marker, team, reason=reason, level=level, pack=pack, today=today, at=at
        )
        reasons = against_giving(facts, held=team_id in held)
        refused += [f"{team.name}: {sentence}" for sentence in reasons]
        given.append(_row(marker, team, facts, by=who, at=at))
    if refused:
        raise Refused(*refused)
    for row in given:
        _give(row, reference=marker.reference, by=who, at=at)
    return given


@transaction.atomic
def take_back(
    *, team_release_id: UUID, reason: str, by: User, at: datetime
) -> TeamRelease:
    """A team no longer sees the entry."""
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    who = _chooser(by, at)
    found = TeamRelease.objects.select_for_update().filter(pk=team_release_id).first()
    if found is None:
        raise NotFound("There is no such release.")
    if found.withdrawn_at is not None:
        raise NotNow("It was taken back from this team already.")
    found.withdrawn_at, found.withdrawn_by = at, who.person
    found.withdrawn_reason = reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _record(found, Kind.TEAM_TAKEN_BACK, str(found.marker_id), by=who, at=at)
    return found


def _chooser(by: User, at: datetime) -> Actor:
    """Whoever decides, or releases, chooses the audience."""
    who = standing_of(by, on=_day(at))
    for step in (Permission.DECIDE, Permission.SHARE):
        role = who.role_for(step)
        if role is not None:
            return acting(by, role)
    raise NotAllowed("Only a decision officer or the sharing officer chooses teams.")


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _holders(marker: Marker) -> set[UUID]:
    """The teams that have it now: to choose them again releases nothing anew."""
    given = TeamRelease.objects.filter(
        owner=current_organisation().id,
        marker_id=marker.pk,
        withdrawn_at__isnull=True,
    )
    return set(given.values_list("team_id", flat=True))


def _row(
    marker: Marker, team: Team, facts: TeamFacts, *, by: Actor, at: datetime
) -> TeamRelease:
    return TeamRelease(
        id=uuid4(),
        marker_id=marker.pk,
        entry_id=marker.entry_id,
        owner=current_organisation().id,
        team_id=team.pk,
        mode=team.contact_mode,
        level=facts.team_level or Level.SEEK_ADVICE.value,
        decided_by=by.person,
        decided_role=by.role,
        decided_at=at,
        reason=facts.team_reason.strip(),
    )


def _give(row: TeamRelease, *, reference: str, by: Actor, at: datetime) -> None:
    """A later choice for the same team replaces the earlier one."""
    TeamRelease.objects.filter(
        marker_id=row.marker_id, team_id=row.team_id, withdrawn_at__isnull=True
    ).update(withdrawn_at=at, withdrawn_by=by.person, withdrawn_reason="Chosen anew.")
    row.save(force_insert=True)
    _record(row, Kind.TEAM_GIVEN, reference, by=by, at=at)


def _record(
    row: TeamRelease, kind: Kind, subject: str, *, by: Actor, at: datetime
) -> None:
    record(
        kind=kind,
        organisation=row.owner,
        by=by,
        at=at,
        subject=subject,
        details={"team": str(row.team_id), "release": str(row.pk)},
    )

"""Which partners and teams could see this entry, which do, and why not?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts import queries as people
from accounts.models import Team, User
from markers.models import Marker
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Release, TeamRelease
from sharing.permissions import LONDON, require
from sharing.policy import decide
from sharing.queries.own_teams import against_giving, team_facts
from sharing.queries.proposals import RESTRICTED, portfolios_with, proposed_of
from sharing.queries.standing import Standing, standings_of
from tenants.codes import ELIGIBLE_MODES, Activity, ContactMode, Level, Role
from tenants.context import current_organisation
from tenants.queries import current_pack


STANDING_STATES = (AgreementState.IN_FORCE.value, AgreementState.SUSPENDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerChoice:
    """One partner for one activity: what the gate says of releasing the entry to it."""

    key: str
    agreement_id: UUID
    activity: str
    activity_label: str
    organisation: str
    organisation_id: UUID
    permitted: bool
    reasons: tuple[str, ...]
    ceiling: Level
    head_count: int
    released: bool
    release_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChoice:
    """One own team: may it be given the entry, and does it have it? No reasons: it may."""

    team_id: UUID
    name: str
    size: int
    chosen: bool
    reasons: tuple[str, ...]
    release_id: UUID | None = None

    @property
    def key(self) -> str:
        return f"team-{self.team_id.hex}"

    @property
    def head_count(self) -> int:
        return self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Everybody who could be given one entry. Nothing is chosen in advance."""

    reference: str
    entry_id: UUID
    partners: tuple[PartnerChoice, ...]
    teams: tuple[TeamChoice, ...]


def audience_for(user: User, entry_reference: str, *, at: datetime) -> Audience:
    """Who could be given this entry, with what the gate says of each.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: no live entry here has that reference.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    marker = own_marker(entry_reference)
    today = at.astimezone(LONDON).date()
    return Audience(
        reference=marker.reference,
        entry_id=marker.entry_id,
        partners=tuple(_partners(marker, today=today, at=at)),
        teams=tuple(_teams(marker, today=today, at=at)),
    )


def team_choices(user: User) -> list[TeamChoice]:
    """Own teams before there is an entry: which may be chosen, and why not others."""
    del user  # every decider of an organisation may see its teams
    return [
        TeamChoice(
            team_id=team.id,
            name=team.name,
            size=team.size,
            chosen=False,
            reasons=() if team.contact_mode in ELIGIBLE_MODES else (_NEVER_MEETS,),
        )
        for team in people.teams()
        if team.active
    ]


_NEVER_MEETS = "The team does not meet the public where it could be at risk."


def own_marker(reference: str) -> Marker:
    marker = Marker.objects.filter(
        owner=current_organisation().id, reference=reference
    ).first()
    if marker is None:
        raise NotFound("No live entry has this reference.")
    return marker


def versions_in_force(**narrowed: UUID) -> list[AgreementVersion]:
    """This organisation's own agreements that are in force or suspended."""
    found = AgreementVersion.objects.filter(
        discloser=current_organisation().id, state__in=STANDING_STATES, **narrowed
    )
    return list(found.select_related("agreement").order_by("agreement__reference"))


def releases_of(marker: Marker) -> Mapping[tuple[UUID, str], Release]:
    """The releases that stand, by agreement and activity."""
    found = Release.objects.filter(
        owner=marker.owner, marker_id=marker.pk, withdrawn_at__isnull=True
    )
    return {(item.agreement_id, item.activity): item for item in found}


def _partners(marker: Marker, *, today: date, at: datetime) -> Iterable[PartnerChoice]:
    portfolios = portfolios_with(marker)
    released = releases_of(marker)
    for standing in standings_of(versions_in_force()):
        facts = proposed_of(
            marker,
            standing,
            portfolios=portfolios,
            level=Level.SUMMARY.value,
            today=today,
            at=at,
        )
        decision = decide(facts)
        reasons = tuple(decision.reasons.values())
        if marker.processing_restricted:
            reasons = (*reasons, RESTRICTED)
        held = released.get((standing.agreement.pk, standing.activity))
        yield _partner_choice(standing, held, reasons, decision.level)


def _partner_choice(
    standing: Standing,
    held: Release | None,
    reasons: tuple[str, ...],
    ceiling: Level | None,
) -> PartnerChoice:
    agreement, attestation = standing.agreement, standing.attestation
    return PartnerChoice(
        key=f"{agreement.pk.hex}-{standing.activity.lower()}",
        agreement_id=agreement.pk,
        activity=standing.activity,
        activity_label=Activity(standing.activity).label,
        organisation=standing.recipient.name,
        organisation_id=standing.recipient.pk,
        permitted=not reasons,
        reasons=reasons,
        ceiling=ceiling or Level.SEEK_ADVICE,
        head_count=attestation.people if attestation else 0,
        released=held is not None,
        release_id=held.pk if held else None,
    )


def _teams(marker: Marker, *, today: date, at: datetime) -> Iterable[TeamChoice]:
    given = TeamRelease.objects.filter(
        owner=marker.owner, marker_id=marker.pk, withdrawn_at__isnull=True
    )
    chosen = dict(given.values_list("team_id", "pk"))
    pack = current_pack(current_organisation(), today)
    for line in people.teams():
        if not line.active:
            continue
        facts = team_facts(
            marker,
            Team(
                id=line.id, name=line.name, contact_mode=ContactMode(line.contact_mode)
            ),
            reason="would be given here",
            level=Level.SUMMARY,
            pack=pack,
            today=today,
            at=at,
        )
        yield TeamChoice(
            team_id=line.id,
            name=line.name,
            size=line.size,
            chosen=line.id in chosen,
            release_id=chosen.get(line.id),
            reasons=against_giving(facts, held=line.id in chosen),
        )

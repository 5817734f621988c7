"""How do the invented organisations and people come to be?

Each call is the product's own action, as an onboarding administrator would cause it.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import generate_totp_secret

from accounts.actions.briefings import record_briefing
from accounts.actions.clients import register_client
from accounts.actions.people import create_person
from accounts.actions.teams import create_team
from accounts.models import Team, User
from audit.actors import system
from infra.demo.invented import InventedOrganisation, InventedPerson, InventedTeam
from tenants import packs
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tenants.models import Organisation
from tenants.provision import open_organisation


SEEDER = system("demo")
CLIENT_SCOPES = ("check",)
ANSWERABLE = (Role.HEALTH_AND_SAFETY, Role.PARTNER_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What a persona needs to sign in without the one-click page."""

    name: str
    role: str
    teams: tuple[str, ...]
    email: str
    password: str
    totp_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A machine client's one sight of its secret."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peopled:
    """An open organisation with everyone in it. Platform and guests have no client."""

    organisation: Organisation
    invented: InventedOrganisation
    sign_ins: tuple[SignIn, ...]
    client: Client | None

    def user(self, role: Role) -> User:
        """The first person who holds the role. Call inside the organisation."""
        email = self.invented.with_role(role).email(self.invented.slug)
        return User.objects.get(email=email)


def open_and_people(
    invented: InventedOrganisation, *, at: datetime, say: Callable[[str], None]
) -> Peopled:
    """Open one organisation, then make its teams, people and machine client.

    Everybody starts at `at`; the last briefings are given by `brief_everybody`.
    """
    say(f"Opening {invented.name}")
    organisation = open_organisation(
        slug=invented.slug,
        name=invented.name,
        kind=invented.kind,
        pack_toml=packs.shipped(invented.pack),
        domain=f"{invented.slug}.localhost",
        by=SEEDER,
        at=at,
        short_name=invented.short_name,
        **invented.identity,
    )
    with in_organisation(organisation):
        teams = {team.name: _team(team, at=at) for team in invented.teams}
        sign_ins = tuple(
            _person(person, invented.slug, teams, at=at) for person in invented.people
        )
        client = _machine_client(invented, at=at)
    return Peopled(
        organisation=organisation, invented=invented, sign_ins=sign_ins, client=client
    )


def brief_everybody(peopled: Peopled, *, at: datetime) -> None:
    """Give each person their last briefing, as long ago as was invented."""
    with in_organisation(peopled.organisation):
        for person in peopled.invented.people:
            when = at - timedelta(days=person.briefed_days_ago)
            record_briefing(
                user=User.objects.get(email=person.email(peopled.invented.slug)),
                given_on=when.date(),
                by=SEEDER,
                at=at,
            )


def _team(team: InventedTeam, *, at: datetime) -> Team:
    return create_team(
        name=team.name,
        contact_mode=team.contact_mode,
        does_what=team.does_what,
        by=SEEDER,
        at=at,
    )


def _person(
    person: InventedPerson, slug: str, teams: Mapping[str, Team], *, at: datetime
) -> SignIn:
    sign_in = _new_sign_in(person, slug)
    create_person(
        email=sign_in.email,
        full_name=person.name,
        roles=person.roles,
        teams=[teams[name] for name in person.teams],
        by=SEEDER,
        at=at,
        password=sign_in.password,
        totp_secret=sign_in.totp_secret,
    )
    return sign_in


def _new_sign_in(person: InventedPerson, slug: str) -> SignIn:
    return SignIn(
        name=person.name,
        role=person.roles[0].value,
        teams=person.teams,
        email=person.email(slug),
        password=secrets.token_urlsafe(12),
        totp_secret=generate_totp_secret(),
    )


def _machine_client(invented: InventedOrganisation, *, at: datetime) -> Client | None:
    """A client that may check, with somebody who answers for it."""
    guest = "most_people" in invented.identity
    if guest or invented.kind is OrganisationKind.PLATFORM:
        return None
    person = next(
        person
        for person in invented.people
        if any(role in ANSWERABLE for role in person.roles)
    )
    made = register_client(
        name="Housing system",
        responsible=User.objects.get(email=person.email(invented.slug)),
        scopes=CLIENT_SCOPES,
        by=SEEDER,
        at=at,
    )
    return Client(
        client_id=made.client_id,
        client_secret=made.client_secret,
        scopes=CLIENT_SCOPES,
    )

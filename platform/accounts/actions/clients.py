"""Which machine may ask, with which scopes, and who answers for it?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken, Application

from accounts.actions import askers
from accounts.models import ClientProfile, User
from accounts.policy import scopes_for
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.context import current_organisation
from tenants.guests import NO_PROGRAMS, most_people


class ClientError(Exception):
    """The client cannot be registered or changed. The text says why."""


class ScopeNotKnown(ClientError):
    """Choose from the scopes that are listed."""


class ResponsibleNotActive(ClientError):
    """Choose a person who works here now to answer for the client."""


class NotForGuests(ClientError):
    """A guest organisation has named people only."""


class ClientNameTaken(ClientError):
    """There is a client with this name already."""


@dataclass(frozen=True, slots=True)
class NewClient:
    """A registered client, with the one sight of its secret."""

    profile: ClientProfile
    client_id: str
    client_secret: str


@transaction.atomic
def register_client(
    *,
    name: str,
    responsible: User,
    scopes: Collection[str],
    by: Actor,
    at: datetime,
    client_id: str = "",
    client_secret: str = "",
) -> NewClient:
    """Register a machine client. Only the hash of its secret is kept."""
    if most_people() is not None:
        raise NotForGuests(NO_PROGRAMS)
    if not set(scopes) <= scopes_for(current_organisation().kind).keys():
        raise ScopeNotKnown(ScopeNotKnown.__doc__)
    if not responsible.is_active:
        raise ResponsibleNotActive(ResponsibleNotActive.__doc__)
    if ClientProfile.objects.filter(name=name.strip()).exists():
        raise ClientNameTaken(ClientNameTaken.__doc__)
    secret = client_secret or generate_client_secret()
    application = Application(
        name=name.strip(),
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    if client_id:
        application.client_id = client_id
    application.save()
    profile = ClientProfile.objects.create(
        application=application,
        responsible=responsible,
        name=name.strip(),
        scopes=sorted(scopes),
    )
    _note(Kind.CLIENT_REGISTERED, profile, by=by, at=at)
    return NewClient(profile, application.client_id, secret)


@transaction.atomic
def revoke_client(*, profile: ClientProfile, by: Actor, at: datetime) -> None:
    """The client gets no more tokens, and those it has stop answering now."""
    for token in AccessToken.objects.filter(application=profile.application):
        askers.drop(digest=bytes.fromhex(token.token_checksum))
        token.revoke()
    profile.revoked_at = at
    profile.save(update_fields=["revoked_at"])
    _note(Kind.CLIENT_REVOKED, profile, by=by, at=at)


@transaction.atomic
def issue_token(
    *,
    profile: ClientProfile,
    token: str,
    scopes: list[str],
    ends: datetime,
    at: datetime,
) -> None:
    """A token was made for a client: the row by which checks know it."""
    askers.write_token(
        profile=profile,
        digest=askers.digest_of(token),
        scopes=scopes,
        ends=ends,
        at=at,
    )
    by = Actor(
        kind="CLIENT", id=str(profile.pk), organisation=current_organisation().id
    )
    _note(Kind.TOKEN_ISSUED, profile, by=by, at=at)


@transaction.atomic
def drop_token(*, token: str) -> None:
    """A client gave a token back."""
    askers.drop(digest=askers.digest_of(token))


def _note(kind: Kind, profile: ClientProfile, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(profile.pk),
        details={"scopes": profile.scopes},
    )

"""Who acts when this token or session is shown, and within which scopes?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from tenants.context import current_organisation
from tenants.models import Asker


class NoCredential(Exception):
    """The credential is not one of this organisation's, or has ended. Get a new one."""


class NotScoped(Exception):
    """The client's token lacks the scope of this call; `scope` names it."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"Ask your administrator for the scope `{scope}`.")
        self.scope = scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A person, or a program with the person who answers for it as `user`.

    `name` tells callers apart; it is never shown.
    """

    user: User
    name: str
    is_program: bool


def asker_for(*, digest: bytes, at: datetime) -> Asker:
    """The live session with its second factor, or the live token, that this is of.

    Raises:
        NoCredential: there is none here.
    """
    asker: Asker | None = Asker.objects.filter(
        digest=digest,
        organisation=current_organisation().id,
        expires_at__gt=at,
        idle_expires_at__gt=at,
        second_factor=True,
    ).first()
    if asker is None:
        raise NoCredential(str(NoCredential.__doc__))
    return asker


def caller_for(*, digest: bytes, scope: str, at: datetime) -> Caller:
    """Who acts. A program needs the scope; a person's roles are asked further in.

    Raises:
        NoCredential: no live session with its second factor, and no live token.
        NotScoped: a token without that scope.
    """
    asker = asker_for(digest=digest, at=at)
    is_program = asker.kind == "CLIENT"
    if is_program and scope not in asker.scopes:
        raise NotScoped(scope)
    user = _active(asker.responsible_id if is_program else asker.actor_id)
    if is_program:
        user.acting_client = asker.actor_id
    return Caller(
        user=user, name=f"{asker.kind}:{asker.actor_id}", is_program=is_program
    )


def _active(person: str) -> User:
    try:
        found = User.objects.filter(pk=UUID(person), is_active=True).first()
    except ValueError:
        found = None
    if found is None:
        raise NoCredential(str(NoCredential.__doc__))
    return found

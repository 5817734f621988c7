"""When does a browser's session begin, prove a second factor, and end?"""

from datetime import datetime

from django.db import transaction

from accounts import queries
from accounts.actions import askers
from accounts.models import Session, User
from accounts.policy import Factor
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.context import current_organisation


def session_name(digest: bytes) -> str:
    """How the audit names a session: enough to tell two apart, useless to a thief."""
    return digest.hex()[:16]


@transaction.atomic
def begin(*, user: User, digest: bytes, factor: Factor, at: datetime) -> None:
    """A person signed in: their asker row, and the event."""
    askers.write_session(user=user, digest=digest, factor=factor, at=at)
    record(
        kind=Kind.SIGNED_IN,
        organisation=current_organisation().id,
        by=queries.actor(user, session=session_name(digest)),
        at=at,
        subject=str(user.pk),
        details={"factor": factor.value},
    )


@transaction.atomic
def sign_out(*, user: User, digest: bytes, at: datetime) -> None:
    """A person signed out: neither the session nor its asker row answers again."""
    Session.objects.filter(digest=digest).delete()
    askers.drop(digest=digest)
    record(
        kind=Kind.SIGNED_OUT,
        organisation=current_organisation().id,
        by=queries.actor(user, session=session_name(digest)),
        at=at,
        subject=str(user.pk),
    )


@transaction.atomic
def change_factor(
    *, user: User, digest: bytes, factor: Factor, kind: Kind, at: datetime
) -> None:
    """A factor was added to or taken from a person, in one of their sessions."""
    askers.prove_factor(digest=digest, factor=factor)
    askers.rewrite(user=user, at=at)
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=queries.actor(user, session=session_name(digest)),
        at=at,
        subject=str(user.pk),
        details={"factor": factor.value},
    )


@transaction.atomic
def change_password(*, user: User, digest: bytes, by: Actor, at: datetime) -> None:
    """A password changed: every other session of the person ends."""
    end_sessions(user=user, except_digest=digest)
    record(
        kind=Kind.PASSWORD_CHANGED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(user.pk),
    )


@transaction.atomic
def end_sessions(*, user: User, except_digest: bytes = b"") -> None:
    """Every session of this person ends now, but for the one named."""
    Session.objects.filter(user=user).exclude(digest=except_digest).delete()
    askers.end_sessions(user=user, except_digest=except_digest)


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Forget sessions past their end. Returns how many went."""
    gone, _ = Session.objects.filter(expires_at__lte=at).delete()
    askers.forget_ended(at=at)
    return gone

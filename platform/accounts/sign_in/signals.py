"""What must happen when somebody signs in, out, or changes a password or factor?

Connected by `AccountsConfig.ready`. Each receiver reads the clock and calls one action.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.utils import timezone

from accounts import queries
from accounts.actions import sessions
from accounts.models import User
from accounts.sign_in.factors import factor_of, remember
from accounts.sign_in.requests import Asked
from accounts.sign_in.sessions import SIGNED_IN_AT
from audit.kinds import Kind


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def note_signed_in(request: Asked, user: User, **_: Any) -> None:
    """The absolute clock starts; the asker row follows the session that was saved."""
    at = timezone.now()
    request.session[SIGNED_IN_AT] = at.isoformat()
    request.session.save()
    sessions.begin(
        user=user,
        digest=request.session.digest or b"",
        factor=factor_of(request.session),
        at=at,
    )


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def note_signed_out(request: Asked, user: User | None, **_: Any) -> None:
    """Signing out ends the session for every process at once."""
    digest = request.session.digest
    if user is not None and digest is not None:
        sessions.sign_out(user=user, digest=digest, at=timezone.now())


@receiver(authenticator_added, dispatch_uid="accounts.factor_added")
def note_factor_added(
    request: Asked, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Setting a factor up proves it, so this session has it from now."""
    if authenticator.type not in queries.FACTOR_TYPES:
        return
    remember(request, user=user, method="mfa", kind=authenticator.type)
    sessions.change_factor(
        user=user,
        digest=request.session.digest or b"",
        factor=factor_of(request.session),
        kind=Kind.FACTOR_ADDED,
        at=timezone.now(),
    )


@receiver(authenticator_removed, dispatch_uid="accounts.factor_removed")
def note_factor_removed(
    request: Asked, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """One of several factors went. The last one cannot (see the adapter)."""
    sessions.change_factor(
        user=user,
        digest=request.session.digest or b"",
        factor=factor_of(request.session),
        kind=Kind.FACTOR_REMOVED,
        at=timezone.now(),
    )


@receiver(password_changed, dispatch_uid="accounts.password_changed")
@receiver(password_set, dispatch_uid="accounts.password_set")
@receiver(password_reset, dispatch_uid="accounts.password_reset")
def note_password_changed(request: Asked, user: User, **_: Any) -> None:
    """A new password ends every session but the one in which it was changed."""
    sessions.change_password(
        user=user,
        digest=request.session.digest or b"",
        by=queries.actor(user),
        at=timezone.now(),
    )

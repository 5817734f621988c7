"""How is a link signed, so that it works once, here, and for a while?"""

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.policy import INVITATION
from tenants.context import current_organisation


class ResetTokens(PasswordResetTokenGenerator):
    """Django's reset tokens, bound to the organisation as well as to the password."""

    @property
    def key_salt(self) -> str:  # type: ignore[override]
        """The same person, password and minute elsewhere give another token."""
        return f"accounts.reset.{current_organisation().id.hex}"


def invitation_token(invitation: Invitation) -> str:
    """Names an invitation. Only the organisation that signed it reads it."""
    return _signer().sign(invitation.pk.hex)


def read_invitation(token: str) -> str:
    """The invitation's id. Raises signing.BadSignature, also when it is too old."""
    return _signer().unsign(token, max_age=INVITATION)


def invitation_path(invitation: Invitation) -> str:
    """The path of the page that takes up an invitation."""
    return reverse("people:join", kwargs={"token": invitation_token(invitation)})


def reset_path(user: User) -> str:
    """The path of the page that takes a new password."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": ResetTokens().make_token(user),
        },
    )


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(
        salt=f"accounts.invitation.{current_organisation().id.hex}"
    )

"""What do the messages about signing in say, and to whom do they go?

Writes nothing. Links come from the organisation's own host, never from a request.
"""

from django.core.mail import EmailMessage

from accounts.models import Invitation, User
from accounts.tokens import invitation_path, reset_path
from tenants.context import current_organisation
from tenants.queries import link


CHANGES = {
    "password_changed": "Your password was changed.",
    "password_set": "A password was set.",
    "password_reset": "Your password was reset.",
    "totp_activated": "An authenticator app was set up as your second step.",
    "totp_deactivated": "Your authenticator app was removed.",
    "webauthn_added": "A passkey was added as your second step.",
    "webauthn_removed": "A passkey was removed.",
    "recovery_codes_generated": "New recovery codes were made. The old ones are dead.",
    "account_connected": "Your organisation's sign-in was connected.",
}

INVITED = """Hello,

{organisation} has registered you as a user of Heed.

Choose a password here within 7 days:

{link}

The link works once. You will then set up a second step, which everybody needs.
If you did not expect this, do nothing.
"""

RESET = """Hello,

Somebody asked to reset the password for this address at {organisation}.

If it was you, choose a new password here within 1 hour:

{link}

If it was not you, do nothing: your password is unchanged.
"""

CHANGED = """Hello,

{what}

This was for your account at {organisation}. If it was not you, tell your
administrator now.
"""


def send_invitation(invitation: Invitation) -> None:
    """The link to choose a password, to somebody new."""
    organisation = current_organisation()
    body = INVITED.format(
        organisation=organisation.name,
        link=link(organisation.id, invitation_path(invitation)),
    )
    _send(invitation.user, "You have been invited to Heed", body)


def send_reset(user: User) -> None:
    """The link to choose a new password, to somebody who asked for it."""
    organisation = current_organisation()
    body = RESET.format(
        organisation=organisation.name,
        link=link(organisation.id, reset_path(user)),
    )
    _send(user, "Choose a new password", body)


def send_change(user: User, what: str) -> None:
    """That something about signing in changed."""
    body = CHANGED.format(what=CHANGES[what], organisation=current_organisation().name)
    _send(user, "A change to how you sign in", body)


def _send(user: User, subject: str, body: str) -> None:
    EmailMessage(subject=subject, body=body, to=[user.email]).send()

"""Which message must follow a change, once the change is certain?

Only ids go into the outbox: links and words are made when the message is sent.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import Invitation, User
from accounts.policy import INVITATION
from accounts.queries import by_email
from audit import outbox
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.context import current_organisation


class AlreadyJoined(Exception):
    """This person has joined already. They can reset their password themselves."""


@transaction.atomic
def invite(*, user: User, by: Actor, at: datetime) -> Invitation:
    """Send a person the link with which they choose a password. Earlier links die."""
    if user.has_usable_password():
        raise AlreadyJoined(AlreadyJoined.__doc__)
    Invitation.objects.filter(user=user, used_at__isnull=True).delete()
    invitation = Invitation.objects.create(
        user=user,
        organisation=current_organisation().id,
        sent_by=by.id,
        sent_at=at,
        expires_at=at + INVITATION,
    )
    _post("accounts.send_invitation", invitation=str(invitation.pk))
    record(
        kind=Kind.PERSON_INVITED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(user.pk),
    )
    return invitation


@transaction.atomic
def ask_to_reset(*, email: str) -> None:
    """Somebody asked for a new password, with an address that may be nobody's.

    The same work is done either way, so that neither words nor time tell which.
    """
    user = by_email(email)
    _post("accounts.send_reset", person=str(user.pk) if user else "")


def tell(*, user: User, what: str) -> None:
    """Tell a person that their password or a second step changed."""
    _post("accounts.tell", person=str(user.pk), what=what)


def _post(task: str, **arguments: str) -> None:
    outbox.post(task=task, organisation=current_organisation().id, arguments=arguments)

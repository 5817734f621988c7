"""Who takes up an invitation, and with which password?"""

from datetime import datetime

from django.core import signing
from django.db import transaction

from accounts import queries
from accounts.models import Invitation, User
from accounts.tokens import read_invitation
from audit.actions import record
from audit.kinds import Kind
from tenants.context import current_organisation


class LinkNotValid(Exception):
    """This link does not work any more. Ask your administrator for a new one."""


def open_invitation(*, token: str, at: datetime) -> Invitation:
    """The invitation a link names, if it still waits to be taken up here."""
    try:
        invitation_id = read_invitation(token)
    except signing.BadSignature as error:
        raise LinkNotValid(LinkNotValid.__doc__) from error
    found = (
        Invitation.objects.select_related("user")
        .filter(
            pk=invitation_id,
            organisation=current_organisation().id,
            used_at__isnull=True,
            expires_at__gt=at,
            user__is_active=True,
        )
        .first()
    )
    if found is None:
        raise LinkNotValid(LinkNotValid.__doc__)
    return found


@transaction.atomic
def join(*, token: str, password: str, at: datetime) -> User:
    """Choose a password with an invitation. The link is dead from then."""
    invitation = open_invitation(token=token, at=at)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.used_at is not None:
        raise LinkNotValid(LinkNotValid.__doc__)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    record(
        kind=Kind.PERSON_JOINED,
        organisation=current_organisation().id,
        by=queries.actor(user),
        at=at,
        subject=str(user.pk),
    )
    return user

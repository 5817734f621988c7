"""Which message is due now? Tasks start from an outbox row and carry ids only."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from accounts import delivery
from accounts.actions import askers_of_everyone, replays, sessions
from accounts.models import Invitation, User
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name="accounts.send_invitation")
def send_invitation(*, invitation: str) -> None:
    """Send the link, unless the invitation was taken up or withdrawn meanwhile."""
    found = Invitation.objects.select_related("user").filter(
        pk=UUID(invitation), used_at__isnull=True
    )
    for waiting in found:
        delivery.send_invitation(waiting)


@shared_task(base=OrganisationTask, name="accounts.send_reset")
def send_reset(*, person: str) -> None:
    """Send the link, or nothing where nobody with a password has that address.

    Somebody who was only invited, or comes in by single sign-on, has no password that
    a link could replace.
    """
    for user in _active(person):
        if user.has_usable_password():
            delivery.send_reset(user)


@shared_task(base=OrganisationTask, name="accounts.tell")
def tell(*, person: str, what: str) -> None:
    """Tell a person what changed in how they sign in."""
    for user in _active(person):
        delivery.send_change(user, what)


@shared_task(base=OrganisationTask, name="accounts.nightly")
def nightly() -> None:
    """Forget ended sessions, and let today's roles be in every asker row."""
    now = timezone.now()
    sessions.sweep(at=now)
    replays.forget_old(at=now)
    askers_of_everyone.rewrite(at=now)


def _active(person: str) -> list[User]:
    if not person:
        return []
    return list(User.objects.filter(pk=UUID(person), is_active=True))

"""Which messages are sent from the outbox?"""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from notifications import actions
from notifications.actions import reminders
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name="notifications.deliver_message")
def deliver_message(*, message_id: str) -> None:
    """A message without an attachment; whoever owns a file sends its own."""
    actions.deliver(message_id=UUID(message_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="notifications.remind")
def remind() -> None:
    """A new working day: tell people what is due."""
    reminders.remind(at=timezone.now())

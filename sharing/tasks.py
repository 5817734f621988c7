"""What follows a change between organisations? Each starts from an outbox row."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from sharing import schedule
from sharing.actions import recalls
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name="sharing.recall_marker")
def recall_marker(*, marker_id: str, reason: str) -> None:
    """An entry was corrected or has ended."""
    recalls.recall_marker(marker_id=UUID(marker_id), reason=reason, at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.recall_agreement")
def recall_agreement(*, agreement_id: str, reason: str) -> None:
    """An agreement has ended."""
    recalls.recall_agreement(
        agreement_id=UUID(agreement_id), reason=reason, at=timezone.now()
    )


@shared_task(base=OrganisationTask, name="sharing.record_lapses")
def record_lapses() -> None:
    """A new day has begun."""
    schedule.record_lapses()

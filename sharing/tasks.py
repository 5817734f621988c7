"""What follows a change between organisations? Each starts from an outbox row."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from sharing import schedule
from sharing.actions import (
    chasing,
    comparing,
    extracts,
    narrowing,
    papers,
    portfolio_changes,
    portfolio_uploads,
    recalls,
    telling,
)
from sharing.check.batches import removing, working
from sharing.check.batches.asking import TASK as RUN_CHECK_BATCH
from tenants.context import current_organisation
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name="sharing.recall_marker")
def recall_marker(*, marker_id: str, reason: str) -> None:
    """An entry was corrected or has ended."""
    recalls.recall_marker(marker_id=UUID(marker_id), reason=reason, at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.recall_in_error")
def recall_in_error(*, entry_id: str) -> None:
    """An entry that had ended before should never have been made."""
    recalls.recall_in_error(entry_id=UUID(entry_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.recall_agreement")
def recall_agreement(*, agreement_id: str, reason: str) -> None:
    """An agreement has ended."""
    recalls.recall_agreement(
        agreement_id=UUID(agreement_id), reason=reason, at=timezone.now()
    )


@shared_task(base=OrganisationTask, name="sharing.recall_shown")
def recall_shown(*, agreement_id: str, reason: str, cause: str) -> None:
    """Cover has ended, or misuse was reported."""
    recalls.recall_shown(
        agreement_id=UUID(agreement_id), reason=reason, cause=cause, at=timezone.now()
    )


@shared_task(base=OrganisationTask, name="sharing.raise_missed_recalls")
def raise_missed_recalls() -> None:
    """Something was taken back a moment ago."""
    recalls.raise_missed(at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.tell_of_recall")
def tell_of_recall(*, recall_id: str) -> None:
    """A recall was raised or chased; run by its recipient."""
    chasing.tell(recall_id=UUID(recall_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.chase_recalls")
def chase_recalls() -> None:
    """A new day has begun for open recalls."""
    schedule.chase_recalls()


@shared_task(base=OrganisationTask, name="sharing.reconcile")
def reconcile() -> None:
    """The night's comparison of the shared floor with this organisation's own rows."""
    comparing.compare(at=timezone.now())


@shared_task(name="sharing.reconcile_floor", ignore_result=True)
def reconcile_floor() -> None:
    """The same over the whole floor, by the worker that holds the owner's login."""
    comparing.watch_floor()


@shared_task(base=OrganisationTask, name="sharing.recall_narrowed")
def recall_narrowed(*, agreement_id: str) -> None:
    """A new version covers less than the one it replaced."""
    narrowing.recall_narrowed(agreement_id=UUID(agreement_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.draw_up")
def draw_up(*, version_id: str) -> None:
    """A version was signed."""
    papers.draw_up(version_id=UUID(version_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.tell_people")
def tell_people(*, event_id: str) -> None:
    """Something happened to an agreement that people on this side should know."""
    telling.tell_people(event_id=UUID(event_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.make_extract")
def make_extract(*, extract_id: str) -> None:
    """An extract was asked for."""
    extracts.make(extract_id=UUID(extract_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.read_portfolio")
def read_portfolio(*, change_id: str) -> None:
    """A list of homes was uploaded."""
    portfolio_uploads.read(change_id=UUID(change_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.apply_portfolio")
def apply_portfolio(*, change_id: str) -> None:
    """A large portfolio was looked at and is to be put in place."""
    portfolio_changes.apply(change_id=UUID(change_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="sharing.forget_upload")
def forget_upload(*, document_id: str) -> None:
    """An uploaded list was read, or cannot be."""
    portfolio_changes.forget_upload(document_id=UUID(document_id))


@shared_task(base=OrganisationTask, name="sharing.record_lapses")
def record_lapses() -> None:
    """A new day has begun."""
    schedule.record_lapses()


@shared_task(base=OrganisationTask, name=RUN_CHECK_BATCH)
def run_check_batch(*, batch_id: str) -> None:
    """Many checks were asked for at once."""
    working.work(
        organisation=current_organisation().id,
        batch_id=UUID(batch_id),
        clock=timezone.now,
    )


@shared_task(base=OrganisationTask, name="sharing.remove_check_batches")
def remove_check_batches() -> None:
    """What was typed for a batch is kept for a day."""
    removing.remove_stale(at=timezone.now())

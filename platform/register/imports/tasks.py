"""What does a worker do for imports when the outbox or the clock says so?"""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from audit.actors import system
from register.imports.actions import commits, endings
from tenants.context import current_organisation
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name=commits.TASK)
def commit_import(*, batch_id: str) -> None:
    """Write an import's reports, all or none."""
    commits.run(batch_id=UUID(batch_id), at=timezone.now())


@shared_task(base=OrganisationTask, name=endings.REMOVE_FILE)
def remove_file(*, document_id: str) -> None:
    """Take an ended import's file out of storage."""
    endings.remove_file(document_id=UUID(document_id))


@shared_task(base=OrganisationTask, name="register.imports.abandon_old")
def abandon_old() -> None:
    """Give up imports that nobody finished in 30 days."""
    by = system("imports", organisation=current_organisation().id)
    endings.abandon_old(by=by, at=timezone.now())

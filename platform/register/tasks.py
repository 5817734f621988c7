"""Which of the register's work starts from the outbox?"""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from audit.actors import system
from register.actions import letters, merges, messages, nights, pairs
from register.rehearsal.actions import adopting
from tenants.context import current_organisation
from tenants.tasks import OrganisationTask


@shared_task(base=OrganisationTask, name="register.send_letter")
def send_letter(*, notice_id: str) -> None:
    letters.send_owed(notice_id=UUID(notice_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="register.tell_staff")
def tell_staff(*, entry_id: str) -> None:
    messages.tell_staff(entry_id=UUID(entry_id), at=timezone.now())


@shared_task(base=OrganisationTask, name="register.record_lapses")
def record_lapses() -> None:
    """A new day has begun."""
    nights.record_lapses(at=timezone.now())


@shared_task(base=OrganisationTask, name="register.erase_due")
def erase_due() -> None:
    """Erase what has ended and is needed no more."""
    nights.erase_due(at=timezone.now())


@shared_task(base=OrganisationTask, name="register.follow_pack")
def follow_pack(*, number: str) -> None:
    adopting.follow(number=int(number), at=timezone.now())


@shared_task(base=OrganisationTask, name="register.propose_matches")
def propose_matches() -> None:
    """Propose records that may be one; forget merges that cannot be undone any more."""
    by, at = system("matches", organisation=current_organisation().id), timezone.now()
    pairs.propose(by=by, at=at)
    merges.forget_merges(by=by, at=at)

"""What does a recipient say it has done with what was taken back?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.kinds import Kind
from sharing.errors import Invalid, NotFound, NotNow
from sharing.models import Recall
from sharing.permissions import holding
from sharing.reasons import RecallDone, may_be_done
from tenants.codes import Permission
from tenants.context import current_organisation


@transaction.atomic
def acknowledge(*, recall_id: UUID, done: str, by: User, at: datetime) -> Recall:
    """The recipient states that it has dropped or corrected what it was given.

    Raises:
        NotAllowed: the person does not acknowledge recalls.
        NotFound: this organisation was sent no such recall.
        Invalid: nothing was stated, or what does not follow from a recall like this.
        NotNow: it was acknowledged already.
    """
    who = holding(Permission.ACKNOWLEDGE_RECALL, by=by, at=at)
    found = (
        Recall.objects.select_for_update()
        .filter(
            pk=recall_id,
            recipient=current_organisation().id,
            acknowledged_at__isnull=True,
        )
        .first()
    )
    if found is None:
        raise _why_not(recall_id)
    if done not in may_be_done(found.reason):
        raise Invalid({"done": "Choose what you did with what you were shown."})
    found.acknowledged_at, found.acknowledged_by = at, who.person
    found.acknowledged_role, found.done = who.role, RecallDone(done).value
    # A plain update: an acknowledged recall may not be touched again, nor read for it.
    Recall.objects.filter(pk=found.pk).update(
        acknowledged_at=at,
        acknowledged_by=who.person,
        acknowledged_role=who.role,
        done=found.done,
    )
    record(
        kind=Kind.RECALL_ACKNOWLEDGED,
        organisation=found.recipient,
        by=who,
        at=at,
        subject=str(found.pk),
        details={"done": found.done},
    )
    return found


def _why_not(recall_id: UUID) -> NotFound | NotNow:
    """A row that is locked must be one that may still be changed, so look without."""
    seen = Recall.objects.filter(pk=recall_id, recipient=current_organisation().id)
    if seen.exists():
        return NotNow("This recall was acknowledged already.")
    return NotFound("There is no such recall.")

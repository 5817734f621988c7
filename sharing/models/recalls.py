"""What must a recipient drop or correct, by when, and what did it say it did?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from sharing.reasons import RecallDone


class Recall(models.Model):
    """The instruction to one recipient to drop or correct what it was given.

    `cause` names what led to it, so that a task that runs twice raises it once. An
    acknowledgement is the recipient's alone and is never changed: `wall` says so.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    marker_id = models.UUIDField()
    entry_id = models.UUIDField()
    owner = models.UUIDField()
    recipient = models.UUIDField()
    agreement_id = models.UUIDField()
    release_id = models.UUIDField()
    cause = models.CharField(max_length=60)
    reason = models.CharField(max_length=40)
    shown_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    suspends_on = models.DateField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=80, null=True, blank=True)
    acknowledged_role = models.CharField(max_length=40, blank=True, default="")
    done = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("marker_id", "agreement_id", "cause"),
                name="sharing_recall_once_for_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="sharing_recall_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(done="")
                | Q(done__in=RecallDone.codes(), acknowledged_at__isnull=False),
                name="sharing_recall_done_is_acknowledged",
            ),
        ]
        indexes = [
            models.Index(fields=("owner", "raised_at"), name="sharing_recall_owner"),
            models.Index(
                fields=("recipient", "raised_at"), name="sharing_recall_recipient"
            ),
            models.Index(
                fields=("owner", "due_on"),
                condition=Q(acknowledged_at__isnull=True),
                name="sharing_recall_open",
            ),
        ]

    def __str__(self) -> str:
        return f"recall of {self.marker_id} from {self.recipient}"

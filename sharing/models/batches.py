"""Which checks were asked for together, and how far has the work come?"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from sharing.states import BatchState


class CheckBatch(models.Model):
    """Many checks asked for at once by one asker. Removed a day after it was made."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    asker_digest = models.BinaryField()
    asker_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=80)
    actor_role = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    stopped_why = models.CharField(max_length=200, blank=True, default="")
    content_digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)
    untold = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    stale_after = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in BatchState]),
                name="sharing_checkbatch_state",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("rows")) & Q(rows__gte=1, rows__lte=100_000),
                name="sharing_checkbatch_rows",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.DONE.value) | Q(done=F("rows")),
                name="sharing_checkbatch_done_is_all",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.STOPPED.value) & ~Q(stopped_why="")
                | ~Q(state=BatchState.STOPPED.value) & Q(stopped_why=""),
                name="sharing_checkbatch_stopped_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=("organisation", "actor_id", "-asked_at"),
                name="sharing_checkbatch_asker",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rows} checks asked for at {self.asked_at:%Y-%m-%d %H:%M}"


class CheckBatchPart(models.Model):
    """Some rows of a batch, as they were typed (encrypted), and which check each became.

    `checks` holds one check's id or null a row; written with the checks themselves.
    """

    pk = models.CompositePrimaryKey("batch_id", "number")
    batch = models.ForeignKey(
        CheckBatch, on_delete=models.DB_CASCADE, related_name="parts", db_index=False
    )
    number = models.PositiveIntegerField()
    organisation = models.UUIDField()
    first_row = models.PositiveIntegerField()
    rows = models.BinaryField()
    checks = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"part {self.number}"

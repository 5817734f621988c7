"""What has happened to an agreement, as both sides see it?"""

from django.db import models
from django.db.models.functions import UUID7, Now


class AgreementEvent(models.Model):
    """What happened to an agreement, as both sides see it. Never changed."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement_id = models.UUIDField()
    version_id = models.UUIDField()
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    step = models.CharField(max_length=30)
    state = models.CharField(max_length=12)
    reason = models.TextField(blank=True, default="")
    by_organisation = models.UUIDField()
    by_actor = models.CharField(max_length=80)
    by_role = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=("agreement_id", "at"), name="sharing_event_agreement")
        ]

    def __str__(self) -> str:
        return f"{self.step} at {self.at:%Y-%m-%d %H:%M}"

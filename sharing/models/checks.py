"""What was asked, what was answered, and what decided it? Written before it is shown."""

from django.db import models
from django.db.models.functions import UUID7


class Check(models.Model):
    """One look-up: who asked, what they typed (encrypted), and what was answered.

    No display data is kept: `shown` holds marker ids and levels, so that opening the
    answer again decides again.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    asker_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=80)
    actor_role = models.CharField(max_length=40)
    purpose = models.CharField(max_length=30)
    activity = models.CharField(max_length=40, blank=True, default="")
    request = models.BinaryField()
    answer = models.CharField(max_length=12)
    shown = models.JSONField(default=list)
    as_of = models.DateTimeField()
    stale_after = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=("organisation", "actor_id", "-as_of"),
                name="sharing_check_asker",
            )
        ]

    def __str__(self) -> str:
        return f"check at {self.as_of:%Y-%m-%d %H:%M}"


class Receipt(models.Model):
    """One decision of the gate: its inputs, what decided, the versions it rested on.

    `question` is CHECK (an entry met a check) or RELEASE (an officer wished to
    release it). The owner reads both; the recipient its own permitted checks.
    `check_id` is the check, or the extract, that it was part of. `edition` names the writing of the rules that decided (`sharing.edition`).
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    question = models.CharField(max_length=10)
    check_id = models.UUIDField(null=True, blank=True)
    organisation = models.UUIDField()
    owner = models.UUIDField()
    marker_id = models.UUIDField()
    agreement_id = models.UUIDField(null=True, blank=True)
    version_id = models.UUIDField(null=True, blank=True)
    indemnity_id = models.UUIDField(null=True, blank=True)
    attestation_id = models.UUIDField(null=True, blank=True)
    release_id = models.UUIDField(null=True, blank=True)
    actor_id = models.CharField(max_length=80)
    actor_role = models.CharField(max_length=40)
    facts = models.JSONField()
    permitted = models.BooleanField()
    level = models.CharField(max_length=12, blank=True, default="")
    reasons = models.JSONField(default=dict)
    terms = models.JSONField(default=list)
    edition = models.CharField(max_length=16, blank=True, default="")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(permitted=True, reasons={}) & ~models.Q(level="")
                | (models.Q(permitted=False, level="") & ~models.Q(reasons={})),
                name="sharing_receipt_permit_has_no_reasons",
            ),
        ]
        indexes = [
            models.Index(
                fields=("owner", "marker_id", "decided_at"),
                name="sharing_receipt_marker",
            ),
            models.Index(
                fields=("organisation", "decided_at"),
                name="sharing_receipt_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} decided at {self.decided_at:%Y-%m-%d %H:%M}"

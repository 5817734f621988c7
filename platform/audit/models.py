"""What is kept of what happened, and of what must still be done?

The event table is partitioned by month and made by hand in the migration, so Django
only reads it. Neither table has a foreign key: an event outlives what it speaks of.
"""

from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import UUID7, Now


class Event(models.Model):
    """One thing that happened in one organisation. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())
    occurred_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=6)
    actor_id = models.CharField(max_length=64)
    actor_role = models.CharField(max_length=40)
    session = models.CharField(max_length=64)
    subject = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    terms = models.BinaryField(null=True)
    terms_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        managed = False
        db_table = "audit_event"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        sentence = "Events are written by audit.actions.record only."
        raise TypeError(sentence)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        sentence = "Events are never removed."
        raise TypeError(sentence)


class OutboxItem(models.Model):
    """Work that must follow a change, written in the change's own transaction."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    posted_by = models.UUIDField()
    task = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    posted_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(db_default=0)
    done_at = models.DateTimeField(null=True)
    failed = models.TextField(db_default="")

    class Meta:
        db_table = "audit_outbox"
        indexes = [
            models.Index(
                fields=["due_at"],
                name="audit_outbox_open",
                condition=models.Q(done_at__isnull=True),
            ),
            models.Index(fields=["organisation"], name="audit_outbox_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class Tombstone(models.Model):
    """What remains of something erased: its own id, when, and the code of why.

    Written outside the database too, so that a restored backup can be cleansed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.UUIDField()
    what = models.CharField(max_length=10)
    reason = models.CharField(max_length=20)
    ended_on = models.DateField()
    erased_at = models.DateTimeField()

    class Meta:
        db_table = "audit_tombstone"
        indexes = [
            models.Index(
                fields=["organisation", "erased_at"], name="audit_tombstone_when"
            ),
            models.Index(fields=["erased_at"], name="audit_tombstone_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=["ENTRY", "REPORT"]),
                name="audit_tombstone_what_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.id}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        sentence = "What was erased stays known to be erased."
        raise TypeError(sentence)


class TermKey(models.Model):
    """The key of one organisation's search terms in one month, wrapped.

    Destroying the row is how the month's terms are made unreadable.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    month = models.DateField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "audit_termkey"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "month"], name="audit_termkey_one_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.month:%Y-%m}"

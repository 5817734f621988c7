"""What happened, when and where, and on what does each statement rest?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from documents.models import Document
from register.models.reports import Report
from register.states import EvidenceSort
from tenants.codes import StatementKind


class Incident(models.Model):
    """A dated event. Its narrative never reaches an operative's view."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="incidents"
    )
    happened_on = models.DateField()
    happened_time = models.TimeField(null=True, blank=True)
    place = models.TextField(blank=True, default="")
    uprn = models.TextField(blank=True, default="")
    what_happened = models.TextField(blank=True, default="")
    words_used = models.TextField(blank=True, default="", help_text="A quotation.")
    harm = models.TextField(blank=True, default="")
    weapons = models.TextField(blank=True, default="")
    animals = models.TextField(blank=True, default="")
    victim = models.TextField(blank=True, default="")
    victim_relation = models.TextField(blank=True, default="")
    witnesses = models.TextField(blank=True, default="")
    police_reference = models.TextField(blank=True, default="")
    riddor_class = models.TextField(blank=True, default="")
    riddor_due_on = models.DateField(null=True, blank=True)
    riddor_due_working = models.JSONField(
        default=list, blank=True, help_text="How the date came about."
    )
    riddor_reported_on = models.DateField(null=True, blank=True)
    riddor_reported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    riddor_reference = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["report", "happened_on"], name="register_incident_dates"
            )
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Statement(models.Model):
    """One statement and what it rests on. A hearsay entry cannot be approved."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="statements"
    )
    kind = models.TextField(choices=StatementKind.choices())
    text = models.TextField()
    by_whom = models.TextField(blank=True, default="")
    corroborated_by = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=StatementKind.codes()),
                name="register_statement_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StatementKind.TOLD) | ~Q(by_whom=""),
                name="register_statement_told_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Evidence(models.Model):
    """A file that bears on an incident, and who brought it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="evidence"
    )
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+"
    )
    sort = models.TextField(
        choices=EvidenceSort.choices(), default=EvidenceSort.PHOTOGRAPH
    )
    what_it_shows = models.TextField()
    third_parties = ArrayField(models.TextField(), blank=True, default=list)
    scanned_by = models.TextField(
        blank=True, default="", help_text="Empty: no scanner is configured."
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"evidence {self.pk}"

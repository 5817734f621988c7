"""What is a person given who asks for a copy, and what was kept back, line by line?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from documents.models import Document
from rights.models.requests import RightsRequest
from rights.states import ExportState, Treatment


class Export(models.Model):
    """One gathering of all that is held. Its lines go when it is sealed into a file."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="exports"
    )
    state = models.TextField(choices=ExportState.choices(), default=ExportState.REVIEW)
    gathered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    gathered_at = models.DateTimeField()
    sealed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sealed_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    shown = models.PositiveIntegerField(default=0)
    redacted = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    omitted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state=ExportState.REVIEW),
                name="rights_export_one_in_review",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ExportState.codes()),
                name="rights_export_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.REVIEW, sealed_at__isnull=True)
                | ~Q(state=ExportState.REVIEW)
                & Q(sealed_at__isnull=False, sealed_by__isnull=False),
                name="rights_export_sealed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.SEALED, document__isnull=False)
                | ~Q(state=ExportState.SEALED) & Q(document__isnull=True),
                name="rights_export_sealed_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"


class ExportLine(models.Model):
    """One thing held: what it says, what the person is shown, and why not all of it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    section = models.TextField()
    item = models.TextField(help_text="Which record within the section.")
    label = models.TextField()
    held = models.TextField(help_text="As it is held.")
    shown = models.TextField(blank=True, default="", help_text="As it will be shown.")
    treatment = models.TextField(choices=Treatment.choices())
    reason = models.TextField(blank=True, default="")
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["export", "number"], name="rights_exportline_once"
            ),
            models.CheckConstraint(
                condition=Q(treatment=Treatment.SHOWN)
                | Q(
                    treatment__in=[
                        Treatment.REDACTED,
                        Treatment.WITHHELD,
                        Treatment.OMITTED,
                    ]
                )
                & ~Q(reason=""),
                name="rights_exportline_kept_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.number}"

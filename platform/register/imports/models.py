"""What was uploaded, how was it understood, and what became of each row?

Rows hold an old register's words only until the import is committed, abandoned
or too old; then the words go and the row's number and outcome stay.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models import User
from documents.models import Document
from register.imports.states import ImportState, Stage
from tenants.codes import StatementKind


class ImportBatch(models.Model):
    """One uploaded sheet, from the upload to the reports made of it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    state = models.TextField(choices=ImportState.choices(), default=ImportState.MAPPING)
    file_name = models.TextField(help_text="As it was uploaded, for its owner's eyes.")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sheet = models.TextField(blank=True, default="")
    sheets = ArrayField(models.TextField(), blank=True, default=list)
    headings = ArrayField(models.TextField())
    columns = ArrayField(
        models.TextField(blank=True), help_text="A field for each heading, or nothing."
    )
    certainties = ArrayField(models.PositiveSmallIntegerField(), default=list)
    category_words = models.JSONField(default=dict, help_text="{plain word: code}")
    precaution_words = models.JSONField(
        default=dict, help_text="{plain word: code, or nothing to leave it out}"
    )
    statement = models.TextField(
        choices=StatementKind.choices(), blank=True, default=""
    )
    default_precaution = models.TextField(
        blank=True, default="", help_text="Proposed where a row gives none."
    )
    statements = models.JSONField(
        default=dict, help_text="{department: statement kind}, where they differ."
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True, default="")
    commit_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    commit_asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.codes()),
                name="register_import_state_known",
            ),
            models.CheckConstraint(
                condition=Q(commit_by__isnull=True)
                | (~Q(commit_by=F("uploaded_by")) & ~Q(commit_by=F("sent_by"))),
                name="register_import_two_people",
            ),
            models.CheckConstraint(
                condition=Q(commit_by__isnull=True, commit_asked_at__isnull=True)
                | Q(commit_by__isnull=False, commit_asked_at__isnull=False),
                name="register_import_commit_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.COMMITTING, ImportState.COMMITTED])
                | Q(commit_by__isnull=False, sent_at__isnull=False),
                name="register_import_commit_has_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ImportState.COMMITTED, ImportState.ABANDONED],
                    ended_at__isnull=False,
                    document__isnull=True,
                )
                | (
                    ~Q(state__in=[ImportState.COMMITTED, ImportState.ABANDONED])
                    & Q(ended_at__isnull=True)
                ),
                name="register_import_ended_keeps_no_file",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "uploaded_at"], name="register_import_queue")
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(models.Model):
    """One row of the sheet: its cells, a person's corrections, what was found."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(help_text="As the spreadsheet shows it.")
    cells = models.JSONField(default=list)
    formulas = ArrayField(models.PositiveSmallIntegerField(), blank=True, default=list)
    corrections = models.JSONField(default=dict, help_text="{field: text}")
    statement = models.TextField(
        choices=StatementKind.choices(), blank=True, default=""
    )
    findings = models.JSONField(default=list)
    finding_kinds = ArrayField(models.TextField(), blank=True, default=list)
    blocked = models.BooleanField(default=False)
    kept_kinds = ArrayField(models.TextField(), blank=True, default=list)
    kept_reason = models.TextField(blank=True, default="")
    left_out_reason = models.TextField(blank=True, default="")
    report = models.OneToOneField(
        "register.Report",
        on_delete=models.SET_NULL,
        related_name="import_row",
        null=True,
        blank=True,
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="register_importrow_once"
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(left_out_reason=""),
                name="register_importrow_in_or_out",
            ),
            models.CheckConstraint(
                condition=Q(kept_kinds=[]) | ~Q(kept_reason=""),
                name="register_importrow_kept_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "blocked"], name="register_importrow_blocked")
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.batch_id}"


class ImportProgress(models.Model):
    """How far a commit has come, written beside its transaction so that it shows.

    It names its import without a foreign key: a key would wait for the very
    transaction it tells about.
    """

    batch_id = models.UUIDField(primary_key=True)
    stage = models.TextField(choices=Stage.choices(), default=Stage.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField()
    sentence = models.TextField(blank=True, default="", help_text="Why it stopped.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.codes()) & Q(done__lte=F("total")),
                name="register_importprogress_makes_sense",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.done}/{self.total}"

"""Which files does this organisation keep, and are they what they were?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from tenants.codes import Labelled


class DocumentKind(Labelled):
    LETTER = "LETTER", "Letter"
    EVIDENCE = "EVIDENCE", "Evidence"
    BUNDLE = "BUNDLE", "Papers for a hearing"
    AGREEMENT = "AGREEMENT", "Signed agreement"
    RIGHTS_LETTER = "RIGHTS_LETTER", "Letter about a person's rights"
    ACCESS_EXPORT = "ACCESS_EXPORT", "Subject access export"
    IMPORT = "IMPORT", "Imported file"
    IMPORT_REPORT = "IMPORT_REPORT", "Import report"


class Document(models.Model):
    """One stored file. The bytes are in S3 under `storage_key`, never in a row."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    kind = models.TextField(choices=DocumentKind.choices())
    storage_key = models.TextField()
    file_name = models.TextField(help_text="As offered for download; no personal data.")
    content_type = models.TextField()
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.TextField(help_text="Hexadecimal digest of the bytes as stored.")
    about = models.UUIDField(null=True, blank=True, help_text="What it belongs to.")
    stored_at = models.DateTimeField()
    stored_by = models.TextField(help_text="Actor id, as text.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["storage_key"], name="documents_document_storage_key"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.codes()),
                name="documents_document_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_document_sha256_hex",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about"], name="documents_document_about")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

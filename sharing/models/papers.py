"""Which signed papers and evidence do both parties of an agreement hold together?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from tenants.codes import Labelled


class PaperKind(Labelled):
    OFFERED = "OFFERED", "Agreement as offered"
    SIGNED = "SIGNED", "Agreement as signed by both"
    BY_HAND = "BY_HAND", "Agreement signed by hand"
    INDEMNITY = "INDEMNITY", "Executed indemnity"
    COVER = "COVER", "Certificate of insurance"
    EVIDENCE = "EVIDENCE", "Evidence of an activity"


class Paper(models.Model):
    """One file that belongs to an agreement. The bytes are in the file store.

    `about` is the version, the indemnity or the attestation that it proves. Never changed: a better copy is another paper.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement_id = models.UUIDField()
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    about = models.UUIDField()
    kind = models.CharField(max_length=10)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=120, unique=True)
    by_organisation = models.UUIDField()
    stored_by = models.CharField(max_length=80)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PaperKind.codes()), name="sharing_paper_kind"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="sharing_paper_sha256_hex",
            ),
        ]
        indexes = [
            models.Index(fields=("agreement_id", "kind"), name="sharing_paper_of")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.agreement_id}"

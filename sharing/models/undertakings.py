"""What has a partner undertaken, and how has it shown that it meets people?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from sharing.models.agreements import Agreement, AgreementVersion
from tenants.codes import Activity, ContactMode


class Indemnity(models.Model):
    """The partner's undertaking, tied to the document of one agreement version.

    Renewed cover is a new row; the row it replaces stays, with the time.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    version = models.ForeignKey(
        AgreementVersion,
        on_delete=models.PROTECT,
        related_name="indemnities",
        db_index=False,
    )
    agreement_id = models.UUIDField()
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    version_hash = models.CharField(max_length=64)
    heads = ArrayField(models.CharField(max_length=20))
    policy_undertaking = models.BooleanField()
    insurer = models.CharField(max_length=150)
    policy_number = models.CharField(max_length=80)
    cover_ends_on = models.DateField()
    signatory_name = models.CharField(max_length=150)
    signatory_role = models.CharField(max_length=150)
    signatory_authority = models.CharField(max_length=200)
    executed_by = models.CharField(max_length=80)
    executed_at = models.DateTimeField()
    file_hash = models.CharField(max_length=64, blank=True, default="")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("version",),
                condition=Q(replaced_at__isnull=True),
                name="sharing_indemnity_one_current",
            ),
            models.CheckConstraint(
                condition=~Q(version_hash="") & ~Q(insurer="") & ~Q(signatory_name=""),
                name="sharing_indemnity_is_signed",
            ),
        ]
        indexes = [models.Index(fields=("version",), name="sharing_indemnity_version")]

    def __str__(self) -> str:
        return f"indemnity of {self.version_id}"


class Attestation(models.Model):
    """How one kind of a partner's work is done, on what evidence, approved by whom.

    It counts only once the discloser's sharing officer has approved it.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="attestations", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    activity = models.CharField(max_length=40)
    mode = models.CharField(max_length=20)
    evidence = models.TextField()
    people = models.PositiveIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    attested_by = models.CharField(max_length=80)
    attested_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "activity"),
                condition=Q(withdrawn_at__isnull=True),
                name="sharing_attestation_one_current",
            ),
            models.CheckConstraint(
                condition=Q(activity__in=[kind.value for kind in Activity]),
                name="sharing_attestation_activity",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[mode.value for mode in ContactMode]),
                name="sharing_attestation_mode",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")) & ~Q(evidence=""),
                name="sharing_attestation_has_evidence_and_term",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(approved_by="")
                ),
                name="sharing_attestation_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} under {self.agreement_id}"


class PortfolioItem(models.Model):
    """One place, area or named case that an agreement is about.

    UPRN: the number · PLACE: postcode and building as `sharing.places` writes them ·
    AREA: a GSS code · CASE: the marker's id.
    """

    pk = models.CompositePrimaryKey("agreement_id", "kind", "value")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="portfolio", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["UPRN", "PLACE", "AREA", "CASE"]),
                name="sharing_portfolioitem_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=("recipient", "kind", "value"),
                include=("agreement",),
                name="sharing_portfolioitem_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

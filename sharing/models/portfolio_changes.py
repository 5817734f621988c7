"""Which places would an agreement be about, if somebody says so?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from sharing.models.agreements import Agreement
from sharing.states import ChangeState


class PortfolioChange(models.Model):
    """A portfolio that was uploaded or typed and waits to be looked at.

    What it holds is in `PortfolioStaged` until it is put in place or given up. A
    finding is a row's number and what is wrong with it; the first thousand are kept.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="changes", db_index=False
    )
    discloser = models.UUIDField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    document_id = models.UUIDField(null=True, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    homes = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    without_uprn = models.PositiveIntegerField(default=0)
    without_place = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    findings_count = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True, default="")
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    applied_by = models.CharField(max_length=80, blank=True, default="")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.codes())
                & Q(kind__in=["UPRNS", "AREA", "CASES"]),
                name="sharing_portfoliochange_codes",
            ),
            models.CheckConstraint(
                condition=Q(state="APPLIED", applied_at__isnull=False)
                & ~Q(applied_by="")
                | ~Q(state="APPLIED") & Q(applied_at__isnull=True),
                name="sharing_portfoliochange_applied_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=("agreement", "asked_at"), name="sharing_portfoliochange_of"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} change of {self.agreement_id}"


class PortfolioStaged(models.Model):
    """One place, area or case of a change, as `PortfolioItem` would hold it."""

    pk = models.CompositePrimaryKey("change_id", "kind", "value")
    change = models.ForeignKey(
        PortfolioChange,
        on_delete=models.CASCADE,
        related_name="staged",
        db_index=False,
    )
    discloser = models.UUIDField()
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

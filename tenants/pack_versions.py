"""Which versions of its policy pack has an organisation adopted, and from which day?

Imported by `tenants.models`; apart only to keep files short.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from tenants.levels import Level


class PackVersion(models.Model):
    """One version of an organisation's policy pack, as decided. Never changed: of the
    versions whose day has come, the one adopted last is in force."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.ForeignKey(
        "tenants.Organisation", on_delete=models.PROTECT, related_name="pack_versions"
    )
    number = models.PositiveIntegerField()
    toml = models.TextField()
    counts_from = models.DateField()
    adopted_by = models.CharField(max_length=120)
    adopted_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="tenants_packversion_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} pack {self.number}"


class PackSummary(models.Model):
    """What a check and other organisations may know of one version of a pack.

    Written with the version. A check reads no pack and no tenant's table, and finds
    here by the date which rules hold today.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.ForeignKey(
        "tenants.Organisation", on_delete=models.PROTECT, related_name="pack_summaries"
    )
    number = models.PositiveIntegerField()
    counts_from = models.DateField()
    has_register = models.BooleanField()
    sharing_ceiling = models.CharField(max_length=12, choices=Level.choices())
    register_suspended = models.BooleanField()
    suspended_words = models.TextField(blank=True, default="")
    search_modes = models.CharField(max_length=8)
    category_labels = models.JSONField(default=dict)
    panel_levels = models.JSONField(default=dict)
    excluded_activities = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="tenants_packsummary_number"
            ),
            models.CheckConstraint(
                condition=Q(register_suspended=False) | ~Q(suspended_words=""),
                name="tenants_packsummary_suspended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} pack {self.number}, in short"

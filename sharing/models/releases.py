"""Which entry was given to which partner or team, by whom, why, and taken back when?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from sharing.models.agreements import ELIGIBLE, EXCLUDED, Agreement
from tenants.codes import Level


_LEVELS = [level.value for level in Level if level != Level.FULL]
_WHOLE_WITHDRAWAL = Q(withdrawn_at__isnull=True, withdrawn_by="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason="")
)


class Release(models.Model):
    """One officer's decision that one entry goes to one partner for one activity.

    A composite foreign key ties it to an agreement between exactly these two. The
    marker is named without a key: it goes when its entry ends, the release stays as
    the record of who was given it.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    marker_id = models.UUIDField()
    entry_id = models.UUIDField()
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="releases", db_index=False
    )
    owner = models.UUIDField()
    recipient = models.UUIDField()
    activity = models.CharField(max_length=40)
    mode = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    decided_by = models.CharField(max_length=80)
    decided_role = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    reason = models.TextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True, default="")
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("marker_id", "agreement", "activity"),
                condition=Q(withdrawn_at__isnull=True),
                name="sharing_release_one_current",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=ELIGIBLE) & ~Q(activity__in=EXCLUDED),
                name="sharing_release_on_close_contact",
            ),
            models.CheckConstraint(
                condition=Q(level__in=_LEVELS), name="sharing_release_level_leaves"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by="") & ~Q(decided_role=""),
                name="sharing_release_is_decided",
            ),
            models.CheckConstraint(
                condition=_WHOLE_WITHDRAWAL,
                name="sharing_release_withdrawn_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=("marker_id", "recipient"), name="sharing_release_marker"
            ),
            models.Index(
                fields=("owner", "entry_id"), name="sharing_release_owner_entry"
            ),
            models.Index(
                fields=("recipient", "agreement"), name="sharing_release_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"release of {self.marker_id} under {self.agreement_id}"


class TeamRelease(models.Model):
    """One officer's decision that one of the organisation's own teams sees an entry."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    marker_id = models.UUIDField()
    entry_id = models.UUIDField()
    owner = models.UUIDField()
    team_id = models.UUIDField()
    mode = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    decided_by = models.CharField(max_length=80)
    decided_role = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    reason = models.TextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True, default="")
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("marker_id", "team_id"),
                condition=Q(withdrawn_at__isnull=True),
                name="sharing_teamrelease_one_current",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=ELIGIBLE), name="sharing_teamrelease_eligible"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]),
                name="sharing_teamrelease_level",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by="") & ~Q(decided_role=""),
                name="sharing_teamrelease_is_decided",
            ),
            models.CheckConstraint(
                condition=_WHOLE_WITHDRAWAL,
                name="sharing_teamrelease_withdrawn_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=("owner", "entry_id"), name="sharing_teamrelease_entry")
        ]

    def __str__(self) -> str:
        return f"release of {self.marker_id} to team {self.team_id}"

"""What went wrong with what was shared, who does what about it, and how did it end?"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from sharing.misuse_states import MisuseKind, MisuseOutcome, MisuseTaskKind


class MisuseCase(models.Model):
    """A report, by either side, that what was shared was misused.

    The breach clock runs from `aware_at`, when whoever reported it became aware.
    `what_happened` is read by both sides and by nobody else.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.CharField(max_length=20, unique=True)
    agreement_id = models.UUIDField()
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    kind = models.CharField(max_length=20)
    what_happened = models.TextField()
    people_affected = models.PositiveIntegerField()
    aware_at = models.DateTimeField()
    breach_due_at = models.DateTimeField()
    reported_by_organisation = models.UUIDField()
    reported_by = models.CharField(max_length=80)
    reported_role = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    suspended = models.BooleanField()
    outcome = models.CharField(max_length=20, blank=True, default="")
    outcome_reason = models.TextField(blank=True, default="")
    closed_by = models.CharField(max_length=80, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MisuseKind.codes()), name="sharing_misuse_kind"
            ),
            models.CheckConstraint(
                condition=~Q(what_happened="") & ~Q(reported_by=""),
                name="sharing_misuse_is_reported",
            ),
            models.CheckConstraint(
                condition=Q(aware_at__lte=F("reported_at")),
                name="sharing_misuse_known_before_reported",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="", closed_by="")
                | Q(closed_at__isnull=False, outcome__in=MisuseOutcome.codes())
                & ~Q(outcome_reason="")
                & ~Q(closed_by=""),
                name="sharing_misuse_closed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=("agreement_id",), name="sharing_misuse_agreement")
        ]

    def __str__(self) -> str:
        return self.reference


class MisuseTask(models.Model):
    """One thing that one side has to do about a case, and by when."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    case = models.ForeignKey(
        MisuseCase, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    organisation = models.UUIDField()
    kind = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    note = models.TextField(blank=True, default="")
    done_by = models.CharField(max_length=80, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("case", "organisation", "kind"), name="sharing_misusetask_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MisuseTaskKind.codes()),
                name="sharing_misusetask_kind",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="", note="")
                | Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(note=""),
                name="sharing_misusetask_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class MisuseDecision(models.Model):
    """Whether one side, a controller of its own, tells the ICO, and why."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    case = models.ForeignKey(
        MisuseCase, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    organisation = models.UUIDField()
    tell = models.BooleanField()
    reason = models.TextField()
    ico_reference = models.CharField(max_length=60, blank=True, default="")
    late_reason = models.TextField(blank=True, default="")
    decided_by = models.CharField(max_length=80)
    decided_role = models.CharField(max_length=40)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("case", "organisation"), name="sharing_misusedecision_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""),
                name="sharing_misusedecision_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"decision of {self.organisation} on {self.case_id}"

"""What did an employee report, and who has stood behind it?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.subjects import Subject
from register.models.versions import VersionedModel
from register.states import DECIDED_STATES, Crime, Origin, ReportState
from tenants.codes import Category, Follows, Source


def _both_or_neither(person: str, moment: str) -> Q:
    return Q(**{f"{person}__isnull": True, f"{moment}__isnull": True}) | Q(
        **{f"{person}__isnull": False, f"{moment}__isnull": False}
    )


def _different(one: str, other: str) -> Q:
    return Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})


class Report(VersionedModel):
    """Reporter, countersigner and decider stand on one row, so that one check
    constraint keeps them three people; a decision refers to (id, decided_by)."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    state = models.TextField(choices=ReportState.choices(), default=ReportState.DRAFT)
    origin = models.TextField(choices=Origin.choices(), default=Origin.STAFF)
    source = models.TextField(choices=Source.choices(), default=Source.OWN_STAFF)
    draft = models.JSONField(
        default=dict, blank=True, help_text="Answers so far, by topic; emptied later."
    )
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="reports", null=True
    )
    entry = models.ForeignKey(
        "register.Entry", on_delete=models.PROTECT, related_name="reports", null=True
    )
    panel = models.TextField(
        blank=True, default="", help_text="Of the register's panels, by name."
    )
    category = models.TextField(choices=Category.choices(), blank=True, default="")
    category_text = models.TextField(blank=True, default="")
    precautions = ArrayField(models.TextField(), blank=True, default=list)
    summary = models.CharField(max_length=250, blank=True, default="")
    follows = models.TextField(choices=Follows.choices(), blank=True, default="")
    risk_rating = models.TextField(blank=True, default="")
    criteria_met = ArrayField(
        models.TextField(), blank=True, default=list, help_text="The pack's thresholds."
    )
    order_ends_on = models.DateField(null=True, blank=True)
    ring_name = models.TextField(blank=True, default="")
    ring_phone = models.TextField(blank=True, default="")
    crime_committed = models.TextField(choices=Crime.choices(), default=Crime.NOT_KNOWN)
    police_reference = models.TextField(blank=True, default="")
    police_told_at = models.DateTimeField(null=True, blank=True)
    police_told_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    police_owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    police_due_on = models.DateField(null=True, blank=True)
    police_due_working = models.JSONField(
        default=list, blank=True, help_text="How the date came about."
    )
    police_not_told_reason = models.TextField(blank=True, default="")

    reporter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    countersigned_at = models.DateTimeField(null=True, blank=True)
    countersign_comment = models.TextField(blank=True, default="")
    returned_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.codes()),
                name="register_report_state_known",
            ),
            models.CheckConstraint(
                condition=_different("reporter", "countersigned_by")
                & _different("reporter", "decided_by")
                & (
                    Q(countersigned_by__isnull=True)
                    | _different("countersigned_by", "decided_by")
                ),
                name="register_report_three_people",
            ),
            models.CheckConstraint(
                condition=_both_or_neither("countersigned_by", "countersigned_at")
                & _both_or_neither("returned_by", "returned_at")
                & _both_or_neither("decided_by", "decided_at"),
                name="register_report_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(DECIDED_STATES), decided_by__isnull=False)
                | (~Q(state__in=sorted(DECIDED_STATES)) & Q(decided_by__isnull=True)),
                name="register_report_decided_means_decider",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT)
                | Q(submitted_at__isnull=False, subject__isnull=False),
                name="register_report_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RETURNED)
                | (Q(returned_by__isnull=False) & ~Q(return_reason="")),
                name="register_report_returned_has_reason",
            ),
            models.CheckConstraint(
                condition=_both_or_neither("police_told_by", "police_told_at")
                & (Q(police_told_at__isnull=True) | Q(police_not_told_reason="")),
                name="register_report_police_told_or_not",
            ),
            models.UniqueConstraint(
                fields=["reference"], name="register_report_reference"
            ),
            models.UniqueConstraint(
                fields=["id", "decided_by"], name="register_report_decider_key"
            ),
            models.UniqueConstraint(
                fields=["id", "entry"], name="register_report_entry_key"
            ),
            # What a review's own copy of these two refers to.
            models.UniqueConstraint(
                fields=["id", "reporter"], name="register_report_reporter_key"
            ),
            models.UniqueConstraint(
                fields=["id", "countersigned_by"],
                name="register_report_countersigner_key",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="register_report_queue")
        ]

    def __str__(self) -> str:
        return self.reference

"""What has become of an entry since it was decided, by whom, and why?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.entries import Entry
from register.models.history import WrittenOnceModel
from register.models.reports import Report
from register.states import ChangeKind


# By these somebody decides about the entry, so hears no appeal about it.
DECIDING_CHANGES: frozenset[ChangeKind] = frozenset(
    {
        ChangeKind.KEPT,
        ChangeKind.EXTENDED,
        ChangeKind.CORRECTED,
        ChangeKind.REMOVED,
    }
)


class Review(WrittenOnceModel):
    """A fresh decision to keep an entry, complete when written and never changed.

    `reporter` and `countersigner` are the report's own, by composite foreign keys in
    the migration, so that the constraint here keeps the decider apart from both.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    countersigner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True
    )
    decider = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decider_role = models.TextField()
    decided_at = models.DateTimeField()
    pack_number = models.PositiveIntegerField()
    criteria = models.JSONField(help_text="Every criterion, answered anew.")
    proportionality = models.TextField()
    audience = models.JSONField(default=list, help_text="[{team_id, reason}]")
    consulted = ArrayField(models.TextField(), blank=True, default=list)
    ended_before = models.DateField(help_text="When it would have ended.")
    ends_on = models.DateField()
    review_on = models.DateField()
    term_months = models.PositiveSmallIntegerField()
    term_working = models.JSONField(default=list, help_text="How the dates came about.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decider=F("reporter"))
                & (Q(countersigner__isnull=True) | ~Q(decider=F("countersigner"))),
                name="register_review_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(proportionality=""), name="register_review_says_why"
            ),
            models.CheckConstraint(
                condition=Q(review_on__lte=F("ends_on")),
                name="register_review_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class Change(WrittenOnceModel):
    """One line of an entry's history: a correction, an overlay, a review.

    `before` and `after` hold the fields that changed, and leave with the entry.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changes")
    kind = models.TextField(choices=ChangeKind.choices())
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    decider_id = models.GeneratedField(
        expression=Case(When(kind__in=sorted(DECIDING_CHANGES), then=F("by_id"))),
        output_field=models.UUIDField(null=True),
        db_persist=True,
        help_text="Who decided about the entry by it; refers to their part in it.",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.codes()),
                name="register_change_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="register_change_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["entry", "at"], name="register_change_history")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

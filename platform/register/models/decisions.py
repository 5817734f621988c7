"""What was decided about a report, by whom, weighing what, and who may see it?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.history import WrittenOnceModel
from register.models.reports import Report
from register.states import Outcome
from tenants.codes import Category


class Decision(WrittenOnceModel):
    """One report's decision, complete when written and never changed.

    A composite foreign key in the migration ties (report, decider) to the
    report's own row, where a check keeps the three people apart.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    report = models.OneToOneField(
        Report, on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.TextField(choices=Outcome.choices())
    decider = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decider_role = models.TextField()
    decided_at = models.DateTimeField()
    bulk_id = models.UUIDField(null=True, blank=True)
    pack_number = models.PositiveIntegerField()
    criteria = models.JSONField(help_text="Every criterion, answered.")
    statement_kinds = ArrayField(models.TextField(), help_text="What it rests on.")
    rests_on_fact = models.BooleanField()
    proportionality = models.TextField()
    audience = models.JSONField(default=list, help_text="[{team_id, reason}]")
    consulted = ArrayField(models.TextField(), blank=True, default=list)
    category = models.TextField(choices=Category.choices(), blank=True, default="")
    precautions = ArrayField(models.TextField(), blank=True, default=list)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    term_working = models.JSONField(default=list, help_text="How the dates came about.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    told = models.BooleanField(null=True, blank=True)
    not_told_reason = models.TextField(blank=True, default="")
    not_told_role = models.TextField(blank=True, default="")
    not_told_retest_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.codes()),
                name="register_decision_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVE) | Q(rests_on_fact=True),
                name="register_decision_rests_on_fact",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVE)
                | Q(bulk_id__isnull=True)
                | Q(statement_kinds__overlap=["SEEN", "INFERRED"]),
                name="register_decision_bulk_not_on_told_alone",
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome=Outcome.APPROVE,
                    starts_on__isnull=False,
                    ends_on__gt=models.F("starts_on"),
                    review_on__lte=models.F("ends_on"),
                    told__isnull=False,
                )
                & ~Q(category="")
                | ~Q(outcome=Outcome.APPROVE)
                & Q(starts_on__isnull=True, told__isnull=True),
                name="register_decision_approval_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(
                    told=False,
                    not_told_retest_on__isnull=False,
                )
                & ~Q(not_told_reason="")
                & ~Q(not_told_role="")
                | (Q(told__isnull=True) | Q(told=True))
                & Q(not_told_reason="", not_told_retest_on__isnull=True),
                name="register_decision_not_told_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(category=Category.CONTACT) | ~Q(told=False),
                name="register_decision_contact_is_told",
            ),
            models.CheckConstraint(
                condition=~Q(proportionality=""),
                name="register_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

"""What stands on the register about a subject, until when, and under what overlay?"""

import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.decisions import Decision
from register.models.subjects import Subject
from register.models.versions import VersionedModel
from register.states import ENDED_STATES, EntryState
from tenants.codes import Category, Follows, Source


class Entry(VersionedModel):
    """The decided, time-limited record. From `ends_on` it answers nothing, whatever
    its state says: every reader checks the date (`answers_on`)."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="entries"
    )
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="entry", null=True, blank=True
    )
    panel = models.TextField(
        blank=True, default="", help_text="Of the register's panels, by name."
    )
    state = models.TextField(choices=EntryState.choices())
    category = models.TextField(choices=Category.choices())
    category_text = models.TextField(blank=True, default="")
    precautions = ArrayField(models.TextField())
    summary = models.CharField(max_length=250, blank=True, default="")
    follows = models.TextField(choices=Follows.choices())
    elsewhere = models.JSONField(
        blank=True,
        default=list,
        help_text="Places it also stands at since somebody moved: [{address, …}].",
    )
    source = models.TextField(choices=Source.choices())
    shareable = models.BooleanField()
    ring_name = models.TextField(blank=True, default="")
    ring_phone = models.TextField(blank=True, default="")

    audience = models.JSONField(
        default=list, help_text="[{team_id, reason}]: the audience in force."
    )

    starts_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    order_ends_on = models.DateField(null=True, blank=True)
    provisional_until = models.DateTimeField(null=True, blank=True)

    contested = models.BooleanField(default=False)
    processing_restricted = models.BooleanField(default=False)
    legal_hold = models.BooleanField(default=False)
    not_told = models.BooleanField(default=False)
    not_told_retest_on = models.DateField(null=True, blank=True)

    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_by = models.TextField(blank=True, default="", help_text="Actor id.")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True, default="")
    erasing_at = models.DateTimeField(
        null=True, blank=True, help_text="Erasure has begun, and is finished whatever."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], name="register_entry_reference"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EntryState.codes()),
                name="register_entry_state_known",
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.codes()),
                name="register_entry_category_known",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on"))
                & Q(review_on__lte=F("ends_on")),
                name="register_entry_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[EntryState.ACTIVE, EntryState.UNDER_REVIEW])
                | Q(decision__isnull=False),
                name="register_entry_active_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.PROVISIONAL)
                | Q(provisional_until__isnull=False),
                name="register_entry_provisional_ends",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ENDED_STATES), ended_at__isnull=False)
                & ~Q(end_reason="")
                | ~Q(state__in=sorted(ENDED_STATES))
                & Q(ended_at__isnull=True, end_reason=""),
                name="register_entry_ended_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(category=Category.ORDER)
                | Q(order_ends_on__isnull=False, ends_on__lte=F("order_ends_on")),
                name="register_entry_order_has_end",
            ),
            models.CheckConstraint(
                condition=Q(not_told=False, not_told_retest_on__isnull=True)
                | Q(not_told=True, not_told_retest_on__isnull=False),
                name="register_entry_not_told_is_retested",
            ),
            models.CheckConstraint(
                condition=Q(precautions__len__gt=0),
                name="register_entry_says_what_to_do",
            ),
            models.CheckConstraint(
                condition=~Q(category=Category.OTHER) | ~Q(category_text=""),
                name="register_entry_other_says_what",
            ),
            models.CheckConstraint(
                condition=Q(erasing_at__isnull=True)
                | Q(state__in=sorted(ENDED_STATES), legal_hold=False),
                name="register_entry_only_ended_is_erased",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "ends_on"], name="register_entry_ends"),
            models.Index(fields=["state", "review_on"], name="register_entry_reviews"),
        ]

    def __str__(self) -> str:
        return self.reference

    def answers_on(self, today: datetime.date, *, at: datetime.datetime) -> bool:
        """Whether the entry answers a check now: by state and by date alone."""
        within = self.starts_on <= today < self.ends_on
        if self.state == EntryState.PROVISIONAL:
            until = self.provisional_until
            return within and until is not None and at < until
        return within and self.state in {EntryState.ACTIVE, EntryState.UNDER_REVIEW}

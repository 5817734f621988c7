"""What did the person appeal against, in what words, and what came of it?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from documents.models import Document
from register.appeal_states import (
    OPEN_APPEALS,
    AppealEffect,
    AppealOutcome,
    AppealState,
    Route,
)
from register.models.entries import Entry
from register.models.history import WrittenOnceModel
from register.models.reports import Report
from register.models.versions import VersionedModel


DECIDED = AppealState.DECIDED


class Appeal(VersionedModel):
    """One appeal against an entry. `report` is the report whose decision is appealed
    against: a composite key in the migration ties it to the entry."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="appeals")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(
        choices=AppealState.choices(), default=AppealState.RECEIVED
    )
    route = models.TextField(choices=Route.choices())
    received_on = models.DateField()
    grounds = models.TextField(help_text="The person's own words.")
    represented_by = models.TextField(blank=True, default="")
    late_reason = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    acknowledge_due_on = models.DateField()
    acknowledge_working = models.JSONField(default=list)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    hearing_due_on = models.DateField()
    hearing_working = models.JSONField(default=list)
    hearing_at = models.DateTimeField(null=True, blank=True)
    hearing_place = models.TextField(blank=True, default="")

    outcome = models.TextField(choices=AppealOutcome.choices(), blank=True, default="")
    effect = models.TextField(choices=AppealEffect.choices(), blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    changes = ArrayField(models.TextField(), blank=True, default=list)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_words = models.TextField(blank=True, default="")

    class Meta:
        permissions = [("hear_appeal", "Hear this appeal")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], name="register_appeal_reference"
            ),
            models.UniqueConstraint(
                fields=["id", "entry"], name="register_appeal_entry_key"
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=sorted(OPEN_APPEALS)),
                name="register_appeal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AppealState.codes())
                & Q(route__in=Route.codes())
                & ~Q(grounds=""),
                name="register_appeal_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=DECIDED,
                    outcome__in=AppealOutcome.codes(),
                    effect__in=AppealEffect.codes(),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                & ~Q(reasons="")
                | ~Q(state=DECIDED)
                & Q(outcome="", effect="", reasons="")
                & Q(decided_by__isnull=True, decided_at__isnull=True),
                name="register_appeal_decided_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AppealState.HEARING_SET, DECIDED])
                | Q(hearing_at__isnull=False) & ~Q(hearing_place=""),
                name="register_appeal_hearing_has_time_and_place",
            ),
            models.CheckConstraint(
                condition=Q(state=AppealState.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=AppealState.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="register_appeal_withdrawn_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "hearing_due_on"], name="register_appeal_queue"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_APPEALS


class AppealMember(models.Model):
    """Somebody who hears the appeal, and their view once they have given it.

    Composite keys in the migration hold the entry to the appeal's, and the member to
    the side of those who hear: nobody who acted on the entry has a row there.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="members")
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    view = models.TextField(choices=AppealOutcome.choices(), blank=True, default="")
    view_reasons = models.TextField(blank=True, default="")
    viewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appeal", "member"], name="register_appealmember_once"
            ),
            models.CheckConstraint(
                condition=Q(view__in=AppealOutcome.codes(), viewed_at__isnull=False)
                & ~Q(view_reasons="")
                | Q(view="", view_reasons="", viewed_at__isnull=True),
                name="register_appealmember_view_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.appeal_id}"


class AppealComment(WrittenOnceModel):
    """What an employee who reported says to the panel."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="comments"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appeal", "by"], name="register_appealcomment_once"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="register_appealcomment_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"comment on {self.appeal_id}"


class AppealBundle(WrittenOnceModel):
    """The papers for one hearing, as the panel has them and as the person has them."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="bundles")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+"
    )
    persons_copy = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+"
    )
    left_out = ArrayField(models.TextField(), help_text="Names the copy leaves out.")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appeal", "number"], name="register_appealbundle_number"
            )
        ]

    def __str__(self) -> str:
        return f"bundle {self.number} of {self.appeal_id}"

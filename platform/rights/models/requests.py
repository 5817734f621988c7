"""What did somebody ask about their data, and what were they answered?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from documents.models import Document
from rights.states import (
    Effect,
    PauseAbout,
    RequestKind,
    RequestOutcome,
    RequestState,
)


class RightsRequest(models.Model):
    """One request or complaint. It names its subjects by id, so that erasing what is
    held about a person does not wait for the request that asked for it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    kind = models.TextField(choices=RequestKind.choices())
    state = models.TextField(choices=RequestState.choices(), default=RequestState.OPEN)
    received_on = models.DateField()
    received_how = models.TextField(help_text="By letter, e-mail, telephone …")
    requester_name = models.TextField()
    requester_address = models.TextField(blank=True, default="")
    acting_for = models.TextField(
        blank=True, default="", help_text="Empty: they ask for themselves."
    )
    what_asked = models.TextField()
    subjects = ArrayField(models.UUIDField(), blank=True, default=list)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    identity_how = models.TextField(blank=True, default="")
    identity_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    identity_at = models.DateTimeField(null=True, blank=True)

    due_on = models.DateField(null=True, blank=True)
    due_working = models.JSONField(default=list, help_text="How the date came about.")
    extension_reason = models.TextField(blank=True, default="")
    extended_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledgement = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    outcome = models.TextField(choices=RequestOutcome.choices(), blank=True, default="")
    outcome_reasons = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    letter = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    letter_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], name="rights_request_reference"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RequestKind.codes())
                & Q(state__in=RequestState.codes())
                & (Q(outcome="") | Q(outcome__in=RequestOutcome.codes())),
                name="rights_request_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RequestState.ANSWERED,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                )
                & ~Q(outcome="")
                & ~Q(outcome_reasons="")
                | ~Q(state=RequestState.ANSWERED)
                & Q(answered_by__isnull=True, answered_at__isnull=True, outcome=""),
                name="rights_request_answered_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    identity_how="", identity_by__isnull=True, identity_at__isnull=True
                )
                | ~Q(identity_how="")
                & Q(identity_by__isnull=False, identity_at__isnull=False),
                name="rights_request_identity_says_how_and_who",
            ),
            models.CheckConstraint(
                condition=Q(extension_reason="", extended_at__isnull=True)
                | ~Q(extension_reason="") & Q(extended_at__isnull=False),
                name="rights_request_extended_says_why",
            ),
            # What a person has a right to is given to that person alone.
            models.CheckConstraint(
                condition=~Q(outcome__in=["GRANTED", "PARTLY"])
                | Q(kind=RequestKind.COMPLAINT)
                | Q(identity_at__isnull=False),
                name="rights_request_granted_to_somebody_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="rights_request_due")
        ]

    def __str__(self) -> str:
        return self.reference


class Pause(models.Model):
    """A stretch in which the clock stands still, because the person was asked."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="pauses"
    )
    about = models.TextField(choices=PauseAbout.choices())
    asked = models.TextField(help_text="What the person was asked.")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(until__isnull=True),
                name="rights_pause_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(about__in=PauseAbout.codes()) & ~Q(asked=""),
                name="rights_pause_says_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="rights_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"


class Change(models.Model):
    """What an answer has to change on one entry; done through the register's actions."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="changes"
    )
    effect = models.TextField(choices=Effect.choices())
    entry_reference = models.TextField()
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.TextField(blank=True, default="", help_text="Actor id, as text.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "effect", "entry_reference"],
                name="rights_change_once",
            ),
            models.CheckConstraint(
                condition=Q(effect__in=Effect.codes()),
                name="rights_change_effect_known",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="")
                | Q(done_at__isnull=False) & ~Q(done_by=""),
                name="rights_change_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effect} {self.entry_reference}"

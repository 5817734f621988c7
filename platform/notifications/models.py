"""Which messages are to go out, by what channel, and did they go?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from tenants.codes import Labelled


class MessageKind(Labelled):
    LETTER = "LETTER", "Letter to the subject"
    NEW_ENTRY = "NEW_ENTRY", "Notice to staff of a new entry"
    RECALL = "RECALL", "Notice that something was recalled"
    INVITATION = "INVITATION", "Invitation to sign in"
    REMINDER = "REMINDER", "Reminder"
    EXTRACT = "EXTRACT", "Extract for a partner"


class Channel(Labelled):
    EMAIL = "EMAIL", "E-mail"
    NOTIFY_EMAIL = "NOTIFY_EMAIL", "E-mail by GOV.UK Notify"
    NOTIFY_LETTER = "NOTIFY_LETTER", "Letter by GOV.UK Notify"
    PRINT = "PRINT", "Printed and posted by hand"


class MessageState(Labelled):
    QUEUED = "QUEUED", "Waiting to go"
    SENDING = "SENDING", "Going"
    SENT = "SENT", "Sent"
    TO_PRINT = "TO_PRINT", "Waiting to be printed and posted"
    FAILED = "FAILED", "Failed, will be tried again"
    GIVEN_UP = "GIVEN_UP", "Not sent"


MESSAGE_TRANSITIONS: dict[MessageState, frozenset[MessageState]] = {
    MessageState.QUEUED: frozenset({MessageState.SENDING, MessageState.TO_PRINT}),
    # SENDING → SENDING is a worker that died: the same message, the same id.
    MessageState.SENDING: frozenset(
        {
            MessageState.SENDING,
            MessageState.SENT,
            MessageState.FAILED,
            MessageState.GIVEN_UP,
        }
    ),
    MessageState.FAILED: frozenset({MessageState.SENDING, MessageState.GIVEN_UP}),
    MessageState.TO_PRINT: frozenset({MessageState.SENT, MessageState.GIVEN_UP}),
    MessageState.SENT: frozenset(),
    # What no channel took may still be printed and posted by hand.
    MessageState.GIVEN_UP: frozenset({MessageState.SENT}),
}


class Message(models.Model):
    """One thing to be sent once. `once` is what makes asking twice harmless."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    once = models.TextField(help_text="What this is, e.g. notice:<uuid>.")
    kind = models.TextField(choices=MessageKind.choices())
    channel = models.TextField(choices=Channel.choices())
    state = models.TextField(
        choices=MessageState.choices(), default=MessageState.QUEUED
    )
    to_address = models.TextField(blank=True, default="")
    subject_line = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="")
    attachment = models.UUIDField(
        null=True,
        blank=True,
        help_text="A document's id; its bytes come with the call.",
    )
    due_on = models.DateField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    provider_reference = models.TextField(blank=True, default="")
    last_error = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["once"], name="notifications_message_once"),
            models.CheckConstraint(
                condition=Q(kind__in=MessageKind.codes())
                & Q(channel__in=Channel.codes())
                & Q(state__in=MessageState.codes()),
                name="notifications_message_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | ~Q(state=MessageState.SENT) & Q(sent_at__isnull=True),
                name="notifications_message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.PRINT) | ~Q(to_address=""),
                name="notifications_message_has_address",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "queued_at"], name="notifications_message_q")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Reminder(models.Model):
    """That somebody was reminded of one thing by one of its warnings. Ids and dates."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    clock = models.TextField(help_text="Which clock, as tenants.due names it.")
    key = models.TextField(help_text="Which thing, within its clock.")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="Before the day; 0 is the day.")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "clock", "key", "due_on", "days"],
                name="notifications_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"reminder of {self.clock} {self.key}"

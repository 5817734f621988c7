"""Which letter is owed to a subject, when is it due, and what was sent?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from documents.models import Document
from register.models.appeals import Appeal
from register.models.entries import Entry
from register.states import APPEAL_NOTICES, NoticeKind, NoticeState


class Notice(models.Model):
    """A letter to the subject. The PDF is stored exactly as it was sent."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="notices")
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="notices", null=True, blank=True
    )
    kind = models.TextField(choices=NoticeKind.choices())
    state = models.TextField(choices=NoticeState.choices(), default=NoticeState.DUE)
    sequence = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    due_working = models.JSONField(default=list, help_text="How the date came about.")
    recipients = ArrayField(
        models.TextField(),
        default=list,
        blank=True,
        help_text="Who may actually be told, as the letter names them.",
    )
    explanation = models.TextField(
        blank=True, default="", help_text="Why kept or what changed, for the person."
    )
    asked_by = models.TextField(help_text="Actor id, as text.")
    asked_at = models.DateTimeField()
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(null=True, blank=True)
    message_id = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    not_sent_reason = models.TextField(blank=True, default="")
    to_name = models.TextField(blank=True, default="", help_text="Where it differs.")
    to_address = ArrayField(models.TextField(), blank=True, default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "kind", "sequence"], name="register_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.codes())
                & Q(state__in=NoticeState.codes()),
                name="register_notice_codes_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(APPEAL_NOTICES), appeal__isnull=False)
                | ~Q(kind__in=sorted(APPEAL_NOTICES)) & Q(appeal__isnull=True),
                name="register_notice_of_appeal_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NoticeState.MADE, NoticeState.SENT])
                | Q(document__isnull=False, made_at__isnull=False),
                name="register_notice_made_has_document",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.SENT, sent_at__isnull=False)
                | ~Q(state=NoticeState.SENT) & Q(sent_at__isnull=True),
                name="register_notice_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.NOT_SENT) | ~Q(not_sent_reason=""),
                name="register_notice_not_sent_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

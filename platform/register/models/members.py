"""What did an elected member ask an officer, and what were they told?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.entries import Entry
from register.states import MemberAnswer
from tenants.codes import Level


class MemberRequest(models.Model):
    """A member asks before a visit; an officer answers. What was asked about is removed
    once it is answered: what stays is who asked, who answered, and how."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    about = models.TextField(blank=True, default="", help_text="Place or person.")
    why = models.TextField(help_text="Why the member will meet them.")
    answer = models.TextField(choices=MemberAnswer.choices(), blank=True, default="")
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    entry = models.ForeignKey(
        Entry, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    level = models.TextField(choices=Level.choices(), blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], name="register_memberrequest_reference"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, level="")
                & Q(answered_by__isnull=True, entry__isnull=True)
                & ~Q(about="")
                | ~Q(answer="")
                & Q(answered_at__isnull=False, answered_by__isnull=False, about=""),
                name="register_memberrequest_answered_is_emptied",
            ),
            models.CheckConstraint(
                condition=~Q(member=models.F("answered_by"))
                | Q(answered_by__isnull=True),
                name="register_memberrequest_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(answer=MemberAnswer.REFUSED) | ~Q(reason=""),
                name="register_memberrequest_refusal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

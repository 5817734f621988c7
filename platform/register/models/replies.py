"""What did the person say about the entry, and who took it down?

And, where the person was not told of it: was that looked at again?
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.appeal_states import Route
from register.models.entries import Entry
from register.models.history import WrittenOnceModel


class SubjectReply(WrittenOnceModel):
    """The person's own words, shown beside the entry to whoever sees its reasons."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    route = models.TextField(choices=Route.choices())
    received_on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(route__in=Route.codes()),
                name="register_subjectreply_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"reply to {self.entry_id}"


class Retest(WrittenOnceModel):
    """A fresh look at not telling the person: told now, or still not and why."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="retests")
    told = models.BooleanField()
    reason = models.TextField()
    role = models.TextField(help_text="By which role they decided it.")
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason="")
                & (
                    Q(told=True, next_on__isnull=True)
                    | Q(told=False, next_on__isnull=False)
                ),
                name="register_retest_still_not_is_retested",
            )
        ]

    def __str__(self) -> str:
        return f"re-test of {self.entry_id}"

"""Which entries belong together, and what became of them when somebody moved?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.entries import Entry
from register.models.subjects import Subject
from register.states import AssociationKind


class Association(models.Model):
    """Two entries a reader of one should know of together. Never shown by a check."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    one = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField(choices=AssociationKind.choices())
    reason = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="register_association_in_order"
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(ended_at__isnull=True),
                name="register_association_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="register_association_ended_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"association {self.pk}"


class Move(models.Model):
    """Somebody moved: from where, to where as far as it is known, and what each of
    their entries does since. `choices` maps an entry's reference to what it follows."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="moves")
    moved_on = models.DateField()
    left = models.JSONField()
    came_to = models.JSONField()
    choices = models.JSONField()
    reason = models.TextField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"move {self.pk}"

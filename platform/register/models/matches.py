"""Which subjects may be one and the same, and what was decided about it?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.subjects import Subject
from register.states import MatchState


class SubjectPair(models.Model):
    """Two subjects that matching proposes as one. A person decides, with a reason."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    one = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    confidence = models.TextField()
    matched_on = ArrayField(models.TextField())
    state = models.TextField(choices=MatchState.choices())
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["one", "other"], name="register_pair_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="register_pair_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state=MatchState.PROPOSED, decided_by__isnull=True)
                | ~Q(state=MatchState.PROPOSED)
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reason=""),
                name="register_pair_decided_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class SubjectMerge(models.Model):
    """Two subjects made one, with all that is needed to part them again for 30 days.

    `before` holds both as they were, `after` the kept one as the merge left it, and
    `moved` the rows that changed over. All go when the merge can no longer be undone.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    kept = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    merged = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    moved = models.JSONField()
    reason = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undo_until = models.DateTimeField()
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="register_merge_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False)
                & ~Q(undo_reason=""),
                name="register_merge_undone_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"

"""Who had a part in an entry, and who hears an appeal about it? Never one person."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Coalesce

from accounts.models import User
from register.models.entries import Entry


class Part(models.Model):
    """One person's side in one entry: they acted on it, or hear what is said of it.

    Every row that says somebody acted (a report's three people, a review, a
    correction, a removal, a re-test) refers to (entry, acted_by) here, and every panel
    member's to (entry, heard_by), by composite keys in the migration. A person has one
    side of an entry, so the database lets nobody be on both.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="parts")
    acted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    heard_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    person_id = models.GeneratedField(
        expression=Coalesce("acted_by_id", "heard_by_id"),
        output_field=models.UUIDField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(acted_by__isnull=True, heard_by__isnull=False)
                | Q(acted_by__isnull=False, heard_by__isnull=True),
                name="register_part_is_one_side",
            ),
            models.UniqueConstraint(
                fields=["entry", "person_id"], name="register_part_one_side_each"
            ),
            models.UniqueConstraint(
                fields=["entry", "acted_by"], name="register_part_acted_key"
            ),
            models.UniqueConstraint(
                fields=["entry", "heard_by"], name="register_part_heard_key"
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"

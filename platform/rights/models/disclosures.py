"""Who outside was told of an entry once, on what basis, and by whose decision?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from accounts.models import User
from register.models.history import WrittenOnceModel
from rights.states import DisclosureBasis, DisclosureTo


class Disclosure(WrittenOnceModel):
    """A decision of its own, outside every agreement and never through a check."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    reference = models.TextField()
    entry_id = models.UUIDField()
    entry_reference = models.TextField()
    to = models.TextField(choices=DisclosureTo.choices())
    recipient = models.TextField(help_text="The force, court or service.")
    recipient_person = models.TextField(blank=True, default="")
    recipient_reference = models.TextField(blank=True, default="")
    basis = models.TextField(choices=DisclosureBasis.choices())
    parts = ArrayField(models.TextField(), help_text="Which parts were told.")
    told = models.TextField(help_text="What was told, in words.")
    necessity = models.TextField(help_text="Why it was necessary and proportionate.")
    how = models.TextField(help_text="By which secure way.")
    disclosed_at = models.DateTimeField()
    subject_may_know = models.BooleanField()
    not_telling_reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_role = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], name="rights_disclosure_reference"
            ),
            models.CheckConstraint(
                condition=Q(to__in=DisclosureTo.codes())
                & Q(basis__in=DisclosureBasis.codes()),
                name="rights_disclosure_codes_known",
            ),
            models.CheckConstraint(
                condition=~Q(necessity="") & ~Q(told="") & Q(parts__len__gt=0),
                name="rights_disclosure_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(subject_may_know=True, not_telling_reason="")
                | Q(subject_may_know=False) & ~Q(not_telling_reason=""),
                name="rights_disclosure_not_telling_has_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["entry_id"], name="rights_disclosure_entry")
        ]

    def __str__(self) -> str:
        return self.reference

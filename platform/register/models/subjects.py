"""Who or what is an entry about?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from tenants.codes import Follows, SubjectKind


class Subject(models.Model):
    """A person, premises, or a person at premises, known to this organisation only.

    The id is local: no key for a person is ever shared across organisations.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    kind = models.TextField(choices=SubjectKind.choices())
    name = models.TextField(blank=True, default="")
    aliases = ArrayField(models.TextField(), blank=True, default=list)
    date_of_birth = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    approximate_age = models.PositiveSmallIntegerField(null=True, blank=True)
    gender = models.TextField(blank=True, default="")
    appearance = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    address = models.TextField(
        blank=True, default="", help_text="BS 7666 lines, one a line."
    )
    building = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    uprn = models.TextField(blank=True, default="")
    area_code = models.TextField(blank=True, default="")
    external_ids = models.JSONField(
        blank=True, default=list, help_text="[{scheme, value}], the organisation's own."
    )
    vehicles = models.JSONField(
        blank=True, default=list, help_text="[{registration, description}]."
    )
    animals = models.JSONField(
        blank=True, default=list, help_text="[{kind, description}]."
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="merged", null=True, blank=True
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=SubjectKind.codes()),
                name="register_subject_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(uprn="") | Q(uprn__regex=r"^[0-9]{1,12}$"),
                name="register_subject_uprn_digits",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="register_subject_not_merged_into_itself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["uprn"], name="register_subject_uprn"),
            models.Index(fields=["postcode"], name="register_subject_postcode"),
        ]

    def __str__(self) -> str:
        return f"subject {self.pk}"

    @property
    def default_follows(self) -> Follows:
        """What an entry about this subject follows unless the decider says."""
        return Follows.PREMISES if self.kind == SubjectKind.PREMISES else Follows.PERSON

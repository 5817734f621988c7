"""What work does a partner say that it does, and what was it asked about it?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from tenants.codes import Activity, ContactMode


class Service(models.Model):
    """One kind of work an organisation does, in its own words.

    A council that agrees with it reads the whole list, eligible or not.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    activity = models.CharField(max_length=40)
    mode = models.CharField(max_length=20)
    description = models.TextField()
    people = models.PositiveIntegerField()
    subcontracted = models.BooleanField(default=False)
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("organisation", "activity"),
                condition=Q(ended_at__isnull=True),
                name="sharing_service_one_current",
            ),
            models.CheckConstraint(
                condition=Q(activity__in=[kind.value for kind in Activity]),
                name="sharing_service_activity",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[mode.value for mode in ContactMode]),
                name="sharing_service_mode",
            ),
            models.CheckConstraint(
                condition=~Q(description=""), name="sharing_service_is_described"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} of {self.organisation}"


class ServiceQuestion(models.Model):
    """What a council asked about one kind of a partner's work, and the answer."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    asked_by_organisation = models.UUIDField()
    activity = models.CharField(max_length=40)
    question = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.CharField(max_length=80, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(question=""), name="sharing_servicequestion_asks"
            ),
            models.CheckConstraint(
                condition=Q(activity__in=[kind.value for kind in Activity]),
                name="sharing_servicequestion_activity",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by=""),
                name="sharing_servicequestion_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=("organisation", "asked_by_organisation"),
                name="sharing_question_between",
            )
        ]

    def __str__(self) -> str:
        return f"question on {self.activity} to {self.organisation}"

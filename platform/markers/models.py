"""What may a check ever see of an entry, and by which keys is it found?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from markers.states import MarkerState
from tenants.codes import Category, Follows, SubjectKind


PROVISIONAL = MarkerState.PROVISIONAL.value


class Marker(models.Model):
    """One row for a live entry, in the shared floor, readable under row-level security.

    Ending the entry deletes the row and, with it, its keys.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    owner = models.UUIDField()
    entry_id = models.UUIDField()
    reference = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    follows = models.CharField(max_length=10)

    uprn = models.CharField(max_length=12, blank=True, default="")
    postcode = models.CharField(max_length=8, blank=True, default="")
    building = models.CharField(max_length=60, blank=True, default="")
    address_key = models.CharField(max_length=200, blank=True, default="")
    area_code = models.CharField(max_length=9, blank=True, default="")
    elsewhere = models.JSONField(default=list)
    name_forms = ArrayField(models.CharField(max_length=200), default=list)
    date_of_birth = models.DateField(null=True, blank=True)
    birth_year = models.SmallIntegerField(null=True, blank=True)

    display_name = models.CharField(max_length=200, blank=True, default="")
    display_address = models.CharField(max_length=300, blank=True, default="")
    panel = models.CharField(max_length=100, blank=True, default="")
    category = models.CharField(max_length=10)
    precautions = ArrayField(models.CharField(max_length=12), default=list)
    summary = models.CharField(max_length=250, blank=True, default="")
    ring_name = models.CharField(max_length=120)
    ring_phone = models.CharField(max_length=30)

    state = models.CharField(max_length=12)
    provisional_until = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    processing_restricted = models.BooleanField(default=False)
    shareable = models.BooleanField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "entry_id"), name="markers_marker_one_for_an_entry"
            ),
            # What a key of the same owner refers to.
            models.UniqueConstraint(
                fields=("id", "owner"), name="markers_marker_id_and_owner"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MarkerState]),
                name="markers_marker_state",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind__in=[kind.value for kind in SubjectKind]),
                name="markers_marker_subject_kind",
            ),
            models.CheckConstraint(
                condition=Q(follows__in=[kind.value for kind in Follows]),
                name="markers_marker_follows",
            ),
            models.CheckConstraint(
                condition=Q(category__in=[kind.value for kind in Category]),
                name="markers_marker_category",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=PROVISIONAL, provisional_until__isnull=False)
                    | (~Q(state=PROVISIONAL) & Q(provisional_until__isnull=True))
                ),
                name="markers_marker_provisional_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="markers_marker_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Key(models.Model):
    """One value a marker is found by: a 64-bit digest, compared by equality only."""

    pk = models.CompositePrimaryKey("marker_id", "value")
    marker = models.ForeignKey(
        Marker, on_delete=models.DB_CASCADE, related_name="keys", db_index=False
    )
    owner = models.UUIDField()
    value = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=("value", "owner"),
                include=("marker_id",),
                name="markers_key_value_owner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value:x}"

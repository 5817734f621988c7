"""Which organisations are there, where are they found, and who is signed in?

All of it lives in the shared schema. Organisations and hosts are readable to every
organisation, since partners are named on each other's pages; the rest is fenced by
row-level security.
"""

from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Now
from django_tenants.models import DomainMixin, TenantMixin

from tenants.codes import Level, OrganisationKind
from tenants.pack_versions import PackSummary, PackVersion


__all__ = [
    "Asker",
    "Domain",
    "Organisation",
    "PackSummary",
    "PackVersion",
    "SchemaUpgrade",
    "Status",
    "TemplateScript",
]


class Status(models.TextChoices):
    PROVISIONING = "PROVISIONING", "Being set up"
    ACTIVE = "ACTIVE", "Active"
    SUSPENDED = "SUSPENDED", "Suspended"
    CLOSED = "CLOSED", "Closed"


def role_of(organisation: UUID) -> str:
    """The database role an organisation's requests run under."""
    return f"tenant_{organisation.hex}"


class Organisation(TenantMixin):
    """A tenant: one schema, one database role, one register or none."""

    auto_create_schema = False
    auto_drop_schema = False

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices())
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.PROVISIONING
    )
    nation = models.CharField(max_length=20, default="england")
    gss_code = models.CharField(max_length=9, blank=True)
    rsh_number = models.CharField(max_length=10, blank=True)
    duty_name = models.CharField(max_length=80, blank=True)
    duty_phone = models.CharField(max_length=20, blank=True)
    brand_colour = models.CharField(max_length=7, default="#1d70b8")
    # For a guest organisation: how many named people it may have.
    most_people = models.PositiveSmallIntegerField(null=True, blank=True)
    schema_digest = models.CharField(max_length=64, blank=True)
    schema_error = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=r"^t_[0-9a-f]{12}$"),
                name="tenants_organisation_schema_is_generated",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.codes()),
                name="tenants_organisation_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED) ^ Q(closed_at__isnull=True),
                name="tenants_organisation_closed_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> str:
        return role_of(self.id)

    @property
    def is_served(self) -> bool:
        return self.status == Status.ACTIVE

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not the library's: it asks through another connection, and makes schemas.
        models.Model.save(self, *args, **kwargs)

    def __enter__(self) -> NoReturn:
        self.activate()

    def __exit__(self, *_: object) -> None:
        return None

    def activate(self) -> NoReturn:
        sentence = "Use tenants.context.in_organisation: this way is not thread-safe."
        raise TypeError(sentence)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        sentence = "Organisations are closed with tenants.offboard, never deleted."
        raise TypeError(sentence)


class Domain(DomainMixin):
    """A host under which an organisation is served. Lower case, without a port."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="domains"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
                name="tenants_domain_is_plain",
            ),
        ]

    def __str__(self) -> str:
        return str(self.domain)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not the library's: it opens a transaction on another connection.
        models.Model.save(self, *args, **kwargs)


class Asker(models.Model):
    """One live session or token: all that a check needs to know about who asks.

    Written in the transaction that signs in, changes a role or a briefing, or signs
    out, so that a check reads no tenant's table.
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=6)
    actor_id = models.CharField(max_length=64)
    role = models.CharField(max_length=40, blank=True)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    ceiling = models.CharField(max_length=12, default=Level.SEEK_ADVICE.value)
    teams = ArrayField(models.UUIDField(), default=list)
    reads_register = models.BooleanField(default=False)
    briefing_ends = models.DateField(null=True)
    second_factor = models.BooleanField(default=False)
    scopes = ArrayField(models.CharField(max_length=60), default=list)
    responsible_id = models.CharField(max_length=64, blank=True)
    responsible_role = models.CharField(max_length=40, blank=True)
    responsible_ceiling = models.CharField(max_length=12, blank=True)
    responsible_briefing_ends = models.DateField(null=True)
    expires_at = models.DateTimeField()
    idle_expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "actor_id"], name="tenants_asker_actor"
            ),
            models.Index(fields=["expires_at"], name="tenants_asker_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["PERSON", "CLIENT"]), name="tenants_asker_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.actor_id}"


class TemplateScript(models.Model):
    """The one script that makes an organisation's schema, as the migrations leave it."""

    digest = models.CharField(max_length=64, primary_key=True)
    script = models.TextField()
    compiled_at = models.DateTimeField(db_default=Now())
    # What the last whole migration was asked for and left: see `schemas.settled`.
    settled = models.CharField(max_length=100, blank=True, db_default="")

    class Meta:
        get_latest_by = "compiled_at"

    def __str__(self) -> str:
        return self.digest[:12]


class SchemaUpgrade(models.Model):
    """One step from a set of applied migrations to the next, rendered once."""

    from_digest = models.CharField(max_length=64, primary_key=True)
    to_digest = models.CharField(max_length=64)
    script = models.TextField()
    # A migration that reads rows and writes what it worked out cannot be rendered;
    # it is run in each organisation instead.
    needs_python = models.BooleanField(default=False)
    rendered_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.from_digest[:12]} to {self.to_digest[:12]}"

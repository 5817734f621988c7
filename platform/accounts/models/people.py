"""Who works here, in which team, with which roles, briefed until when?"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7, Lower, Now


class UserManager(BaseUserManager["User"]):
    """Find people by the e-mail address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses are kept in lower case, so ask in lower case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person of one organisation. The same person elsewhere is another row."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    email = models.EmailField("e-mail address", max_length=254)
    full_name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True, default="")
    is_active = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    # The client by which this person acts in this call, as text; kept nowhere.
    acting_client: str = ""

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["full_name", "email"]
        constraints = [
            models.UniqueConstraint(fields=["email"], name="accounts_user_email"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="accounts_user_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(is_active=True, disabled_at__isnull=True)
                | Q(is_active=False, disabled_at__isnull=False),
                name="accounts_user_disabled_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Team(models.Model):
    """A team, and how its work brings it near people. Decides what it may be told."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    name = models.CharField(max_length=100)
    contact_mode = models.CharField(max_length=20)
    does_what = models.CharField(max_length=200, blank=True, default="")
    active = models.BooleanField(default=True)
    members = models.ManyToManyField(
        User, through="TeamMembership", related_name="teams"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="accounts_team_name"),
            models.CheckConstraint(
                condition=Q(
                    contact_mode__in=[
                        "ENTERS_PREMISES",
                        "CROSSES_BOUNDARY",
                        "FACE_TO_FACE",
                        "REMOTE_DIRECT",
                        "NONE",
                    ]
                ),
                name="accounts_team_contact_mode_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """One person in one team. People may be in several."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"], name="accounts_teammembership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"


class RoleGrant(models.Model):
    """A role held from one day until another, which no longer counts. Never deleted."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=100)
    ended_by = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until_on__isnull=True),
                name="accounts_rolegrant_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="accounts_rolegrant_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


class Briefing(models.Model):
    """That a person was briefed on the register, and until when that counts."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="briefings")
    given_on = models.DateField()
    given_by = models.CharField(max_length=100)
    expires_on = models.DateField()

    class Meta:
        ordering = ["given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "given_on"], name="accounts_briefing_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("given_on")),
                name="accounts_briefing_ends_after_it_is_given",
            ),
        ]

    def __str__(self) -> str:
        return f"briefing of {self.user_id} until {self.expires_on}"


class Invitation(models.Model):
    """A link that lets a new person choose a password, once, before a time."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.UUIDField()
    sent_by = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="accounts_invitation_ends_after_it_is_sent",
            )
        ]

    def __str__(self) -> str:
        return f"invitation of {self.user_id}"

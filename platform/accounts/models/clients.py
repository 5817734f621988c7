"""Which machines may ask, and who answers for each?"""

from django.conf import settings
from django.db import models
from django.db.models.functions import UUID7, Now


class ClientProfile(models.Model):
    """A machine client's name, its scopes, and the person responsible for it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
        on_delete=models.CASCADE,
        related_name="profile",
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clients"
    )
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="accounts_clientprofile_name")
        ]

    def __str__(self) -> str:
        return self.name

"""Whose browser is this, and until when at the latest?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Session(models.Model):
    """One browser's session. Only the digest of its key is kept, never the key.

    The digest alone finds the shared `tenants_asker` row of a signed-in session,
    where the idle clock runs. `expires_at` is the end that nothing moves.
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    organisation = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="sessions",
    )
    data = models.TextField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="accounts_session_expires")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="accounts_session_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"session until {self.expires_at:%H:%M}"

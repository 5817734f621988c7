"""Which calls of a program or a person were made already, under which key?"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import UUID7


class CallMade(models.Model):
    """One call that named an Idempotency-Key, and what it brought about.

    Digests and an opaque reference only: nothing that was sent is kept.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    caller = models.CharField(max_length=80)
    key_digest = models.CharField(max_length=64)
    route = models.CharField(max_length=80)
    body_digest = models.CharField(max_length=64)
    subject = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["caller", "key_digest"], name="accounts_callmade_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="accounts_callmade_age")
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.pk}"

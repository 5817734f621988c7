"""Who was given access to the register, on which form, by whom, until when?"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from accounts.models.people import User


class AccessGiven(models.Model):
    """That somebody may look, where the policy pack asks for more than a role and a
    briefing. It ends by its date, or when it is taken back."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="accesses")
    form = models.CharField(
        max_length=100, help_text="The pack's form, as it was then."
    )
    form_reference = models.CharField(max_length=60, blank=True, default="")
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    until_on = models.DateField(help_text="The first day on which it counts no more.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at__isnull=True),
                name="accounts_accessgiven_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__gte=F("given_at")) & ~Q(ended_by="")),
                name="accounts_accessgiven_end_has_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"access of {self.user_id} until {self.until_on}"

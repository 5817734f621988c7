"""How may anything leave by mail, to whose certificate, and what did leave?"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7

from sharing.models.agreements import Agreement
from sharing.states import ExtractState, RouteKind


class ExtractRoute(models.Model):
    """The one way in which an extract may leave under an agreement. None by default.

    The recipient names its mailbox and certificate; the discloser confirms the
    fingerprint as it was read over another channel. `signer` is the certificate with
    which the discloser signs, for the recipient to pin in its turn.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="routes", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    kind = models.CharField(max_length=5)
    address = models.CharField(max_length=254)
    certificate = models.TextField(blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    certificate_ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, blank=True, default="")
    confirmed_how = models.CharField(max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    signer = models.TextField(blank=True, default="")
    withdrawn_by = models.CharField(max_length=80, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("agreement",),
                condition=Q(withdrawn_at__isnull=True),
                name="sharing_extractroute_one_current",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RouteKind.codes())
                & ~Q(address="")
                & ~Q(reason=""),
                name="sharing_extractroute_codes",
            ),
            models.CheckConstraint(
                condition=~Q(kind="SMIME")
                | (
                    ~Q(certificate="")
                    & Q(fingerprint__regex=r"^[0-9a-f]{64}$")
                    & Q(certificate_ends_on__isnull=False)
                ),
                name="sharing_extractroute_smime_has_a_certificate",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | Q(confirmed_at__isnull=False)
                & ~Q(confirmed_by="")
                & ~Q(confirmed_how=""),
                name="sharing_extractroute_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} route of {self.agreement_id}"


class SigningKey(models.Model):
    """The key with which an organisation signs its extracts, sealed at rest."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organisation = models.UUIDField()
    certificate = models.TextField()
    sealed_key = models.TextField()
    made_at = models.DateTimeField()
    ends_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=("organisation", "ends_on"), name="sharing_signingkey_of"
            )
        ]

    def __str__(self) -> str:
        return f"signing key of {self.organisation}"


class Extract(models.Model):
    """One extract: asked for, sealed once, sent or opened once, and its digest.

    `sealed` is the very message that goes, encrypted to the recipient; it is dropped
    when it has gone. What was in it is in the receipts, as codes and ids. `handed_at` is
    written before it is first handed to the mail server: from then on it may have gone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="extracts", db_index=False
    )
    route = models.ForeignKey(
        ExtractRoute, on_delete=models.PROTECT, related_name="extracts", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    kind = models.CharField(max_length=5)
    activity = models.CharField(max_length=40)
    purpose = models.CharField(max_length=30)
    reason = models.TextField()
    state = models.CharField(max_length=8)
    valid_until = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    refusal = models.JSONField(default=list)
    sealed = models.BinaryField(null=True, blank=True)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ExtractState.codes())
                & Q(kind__in=RouteKind.codes())
                & ~Q(reason=""),
                name="sharing_extract_codes",
            ),
            models.CheckConstraint(
                condition=~Q(state="OPENED")
                | Q(kind="LINK", opened_at__isnull=False)
                & ~Q(opened_by="")
                & ~Q(digest=""),
                name="sharing_extract_opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["SENT", "OPENED"]) | Q(sent_at__isnull=False),
                name="sharing_extract_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) | Q(state="SEALED"),
                name="sharing_extract_is_kept_only_until_it_goes",
            ),
        ]
        indexes = [
            models.Index(fields=("agreement", "asked_at"), name="sharing_extract_of")
        ]

    def __str__(self) -> str:
        return f"extract {self.pk}"


class NeverLeft(models.Model):
    """That one receipt is of an extract which was sealed and then went nowhere.

    The receipt says what was decided and stays as it is; this is what came of it. There
    is none where it may have gone.
    """

    receipt_id = models.UUIDField(primary_key=True)
    extract = models.ForeignKey(
        Extract, on_delete=models.PROTECT, related_name="never_left", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt {self.receipt_id} never left"

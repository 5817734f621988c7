"""What have two organisations agreed, in which version, and who signed it?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7

from sharing.facts import AgreementState
from sharing.states import SIGNED
from tenants.codes import ELIGIBLE_MODES, EXCLUDED_ACTIVITIES, Level


ELIGIBLE = sorted(mode.value for mode in ELIGIBLE_MODES)
EXCLUDED = sorted(activity.value for activity in EXCLUDED_ACTIVITIES)
S = AgreementState
_IN_FORCE_ONCE = [S.IN_FORCE.value, S.SUSPENDED.value]


def _codes() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), default=list)


class Agreement(models.Model):
    """One direction between two organisations: discloser to recipient.

    The portfolio belongs to the series, so that a new version does not hide a place
    for a moment. `wide` says that the place of a check cannot decide whether this
    agreement is a source (an area or named cases), so it always is one.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    discloser = models.UUIDField()
    recipient = models.UUIDField(db_index=True)
    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=150)
    portfolio_kind = models.CharField(max_length=10, default="UPRNS")
    wide = models.BooleanField(default=False)
    places_without_uprn = models.PositiveIntegerField(default=0)
    uprns_without_place = models.PositiveIntegerField(default=0)
    portfolio_count = models.PositiveIntegerField(default=0)
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("id", "discloser", "recipient"),
                name="sharing_agreement_parties",
            ),
            models.CheckConstraint(
                condition=~Q(discloser=F("recipient")),
                name="sharing_agreement_two_parties",
            ),
            models.CheckConstraint(
                condition=Q(portfolio_kind__in=["UPRNS", "AREA", "CASES"]),
                name="sharing_agreement_portfolio_kind",
            ),
        ]
        indexes = [
            models.Index(fields=("discloser",), name="sharing_agreement_discloser"),
            # What a check asks for beside the place: few, so never all of a recipient's.
            models.Index(
                fields=("recipient",),
                condition=Q(wide=True),
                name="sharing_agreement_wide",
            ),
            models.Index(
                fields=("recipient",),
                condition=Q(uprns_without_place__gt=0),
                name="sharing_agreement_by_uprn_only",
            ),
            models.Index(
                fields=("recipient",),
                condition=Q(places_without_uprn__gt=0),
                name="sharing_agreement_by_place",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreementVersion(models.Model):
    """Everything two organisations put their names to, and where it stands.

    `document_hash` is the SHA-256 of the words that were signed; the indemnity is tied
    to it. `signed_file_hash` is that of the PDF with both signatures. `*_named` is
    whoever the draft says will sign. `arranged_*` is the decision to put a version in
    force from its first day, where another stands until then. `basis_activity` and `basis_mode` name the attested activity on which
    the version was put in force, so that the database can refuse an excluded one.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    discloser = models.UUIDField()
    recipient = models.UUIDField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="DRAFT")

    purposes = _codes()
    categories = _codes()
    activities = _codes()
    portfolio_kind = models.CharField(max_length=10, default="UPRNS")
    level = models.CharField(max_length=12)
    lawful_basis_discloser = models.CharField(max_length=60)
    condition_discloser = models.CharField(max_length=120, blank=True, default="")
    lawful_basis_recipient = models.CharField(max_length=60)
    condition_recipient = models.CharField(max_length=120, blank=True, default="")
    security_terms = models.TextField(blank=True, default="")
    onward_terms = models.TextField(blank=True, default="")
    training_months = models.PositiveSmallIntegerField(default=24)
    recall_days = models.PositiveSmallIntegerField(default=2)
    retention_days = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField()
    dpia_reference = models.CharField(max_length=80, blank=True, default="")
    policy_reference = models.CharField(max_length=80, blank=True, default="")
    discloser_named = models.CharField(max_length=150, blank=True, default="")
    recipient_named = models.CharField(max_length=150, blank=True, default="")
    document_hash = models.CharField(max_length=64, blank=True, default="")
    signed_file_hash = models.CharField(max_length=64, blank=True, default="")

    discloser_signatory_name = models.CharField(max_length=150, blank=True, default="")
    discloser_signatory_role = models.CharField(max_length=150, blank=True, default="")
    discloser_signatory_authority = models.CharField(
        max_length=200, blank=True, default=""
    )
    discloser_signed_at = models.DateTimeField(null=True, blank=True)
    recipient_signatory_name = models.CharField(max_length=150, blank=True, default="")
    recipient_signatory_role = models.CharField(max_length=150, blank=True, default="")
    recipient_signatory_authority = models.CharField(
        max_length=200, blank=True, default=""
    )
    recipient_signed_at = models.DateTimeField(null=True, blank=True)

    basis_activity = models.CharField(max_length=40, null=True, blank=True)
    basis_mode = models.CharField(max_length=20, null=True, blank=True)
    arranged_at = models.DateTimeField(null=True, blank=True)
    arranged_by = models.CharField(max_length=80, blank=True, default="")
    arranged_reason = models.TextField(blank=True, default="")
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.CharField(max_length=80, blank=True, default="")
    in_force_reason = models.TextField(blank=True, default="")
    suspended_by = models.UUIDField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspension_reason = models.TextField(blank=True, default="")
    suspension_cleared_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True, default="")
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "number"), name="sharing_version_number"
            ),
            models.UniqueConstraint(
                fields=("agreement",),
                condition=Q(state__in=_IN_FORCE_ONCE),
                name="sharing_version_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in S]),
                name="sharing_version_state",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[v.value for v in Level if v != Level.FULL]),
                name="sharing_version_level_leaves",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="sharing_version_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(state.value for state in SIGNED))
                | (Q(discloser_signed_at__isnull=False) & ~Q(document_hash="")),
                name="sharing_version_offered_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACCEPTED", "INDEMNIFIED", *_IN_FORCE_ONCE])
                | Q(recipient_signed_at__isnull=False),
                name="sharing_version_accepted_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_IN_FORCE_ONCE)
                | (
                    Q(in_force_at__isnull=False)
                    & ~Q(in_force_by="")
                    & ~Q(in_force_reason="")
                ),
                name="sharing_version_in_force_has_a_reason",
            ),
            # A null would make the condition unknown, which a check lets pass.
            models.CheckConstraint(
                condition=~Q(state__in=_IN_FORCE_ONCE)
                | (
                    Q(basis_mode__isnull=False, basis_activity__isnull=False)
                    & Q(basis_mode__in=ELIGIBLE)
                    & ~Q(basis_activity__in=EXCLUDED)
                ),
                name="sharing_version_in_force_on_close_contact",
            ),
            models.CheckConstraint(
                condition=Q(portfolio_kind__in=["UPRNS", "AREA", "CASES"]),
                name="sharing_version_portfolio_kind",
            ),
            models.CheckConstraint(
                condition=Q(arranged_at__isnull=True, arranged_by="")
                | Q(arranged_at__isnull=False)
                & ~Q(arranged_by="")
                & ~Q(arranged_reason=""),
                name="sharing_version_arranged_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="SUSPENDED")
                | (
                    Q(suspended_by__isnull=False, suspended_at__isnull=False)
                    & ~Q(suspension_reason="")
                ),
                name="sharing_version_suspended_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=("recipient", "state"), name="sharing_version_recipient"
            ),
            models.Index(
                fields=("discloser", "state"), name="sharing_version_discloser"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"

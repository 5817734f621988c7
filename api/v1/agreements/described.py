"""How are the calls on agreements described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import all_of, page_of, with_file


def _codes() -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField())


class TermsSerializer(serializers.Serializer[Any]):
    """What both sides put their names to."""

    purposes = _codes()
    categories = _codes()
    activities = _codes()
    portfolio_kind = serializers.CharField(required=False)
    level = serializers.CharField()
    lawful_basis_discloser = serializers.CharField()
    lawful_basis_recipient = serializers.CharField()
    condition_discloser = serializers.CharField(required=False)
    condition_recipient = serializers.CharField(required=False)
    security_terms = serializers.CharField(required=False)
    onward_terms = serializers.CharField(required=False)
    training_months = serializers.IntegerField(required=False)
    recall_days = serializers.IntegerField(required=False)
    retention_days = serializers.IntegerField(required=False)
    starts_on = serializers.DateField()
    review_on = serializers.DateField()
    ends_on = serializers.DateField()
    dpia_reference = serializers.CharField(required=False)
    policy_reference = serializers.CharField(required=False)
    discloser_named = serializers.CharField(required=False)
    recipient_named = serializers.CharField(required=False)


class DraftSerializer(TermsSerializer):
    recipient = serializers.UUIDField(help_text="The other organisation's id.")
    title = serializers.CharField(max_length=150)


class SignatureSerializer(serializers.Serializer[Any]):
    """The name is that of whoever is signed in. A program cannot sign."""

    role = serializers.CharField(max_length=150)
    authority = serializers.CharField(max_length=200)


class CoverSerializer(serializers.Serializer[Any]):
    """Insurance behind an indemnity."""

    insurer = serializers.CharField(max_length=150)
    policy_number = serializers.CharField(max_length=80)
    cover_ends_on = serializers.DateField()


class GivenIndemnitySerializer(SignatureSerializer, CoverSerializer):
    heads = _codes()
    policy_undertaking = serializers.BooleanField()


class AgreementReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=4000)


class AttestedSerializer(serializers.Serializer[Any]):
    agreement = serializers.UUIDField()
    activity = serializers.CharField()
    mode = serializers.CharField()
    evidence = serializers.CharField()
    people = serializers.IntegerField(required=False)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField()


class AttestationSerializer(serializers.Serializer[Any]):
    """`reasons` are what the rules say against it today."""

    id = serializers.UUIDField()
    agreement = serializers.UUIDField(required=False)
    activity = serializers.CharField()
    mode = serializers.CharField()
    evidence = serializers.CharField()
    people = serializers.IntegerField()
    ends_on = serializers.DateField()
    approved_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.CharField(
        allow_blank=True, help_text="Told to the discloser's own people alone."
    )
    approved_role = serializers.CharField(allow_blank=True)
    reasons = _codes()


class StandingIndemnitySerializer(serializers.Serializer[Any]):
    heads = _codes()
    insurer = serializers.CharField()
    policy_number = serializers.CharField()
    cover_ends_on = serializers.DateField()
    signatory_name = serializers.CharField()
    signatory_role = serializers.CharField()


class StepRefusedSerializer(serializers.Serializer[Any]):
    step = serializers.CharField()
    sentences = _codes()


class AgreementEventSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    what = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class VersionSerializer(serializers.Serializer[Any]):
    """A version of an agreement. Its words are at `/versions/{number}`."""

    number = serializers.IntegerField()
    state = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    signed_file_hash = serializers.CharField(allow_blank=True)


class PaperSerializer(serializers.Serializer[Any]):
    """A file that both sides hold, by its digest."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    stored_at = serializers.DateTimeField()


class AgreementRowSerializer(serializers.Serializer[Any]):
    """`may` names the steps this caller may take; `stopped`: in force, answers nothing."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    discloser = serializers.CharField()
    recipient = serializers.CharField()
    state = serializers.CharField()
    stopped = serializers.BooleanField()
    waiting_for = serializers.CharField(allow_blank=True)
    under_way = serializers.CharField(allow_blank=True)
    ends_on = serializers.DateField()
    may = _codes()


class AgreementSerializer(AgreementRowSerializer):
    terms = TermsSerializer()
    document_hash = serializers.CharField(allow_blank=True)
    signed_file_hash = serializers.CharField(allow_blank=True)
    signed_by_discloser = serializers.CharField(allow_blank=True)
    signed_by_recipient = serializers.CharField(allow_blank=True)
    indemnity = StandingIndemnitySerializer(allow_null=True)
    attestations = AttestationSerializer(many=True)
    portfolio = serializers.CharField()
    arranged = serializers.CharField(allow_blank=True)
    versions = VersionSerializer(many=True)
    papers = PaperSerializer(many=True)
    misuse_cases = serializers.ListField(child=serializers.UUIDField())
    why_not = StepRefusedSerializer(many=True)
    timeline = AgreementEventSerializer(many=True)


class TermChangeSerializer(serializers.Serializer[Any]):
    """One term of both versions; `sentence` says what the change does."""

    term = serializers.CharField()
    changed = serializers.BooleanField()
    before = _codes()
    after = _codes()
    sentence = serializers.CharField(allow_blank=True)


class DifferenceSerializer(serializers.Serializer[Any]):
    agreement = serializers.UUIDField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()
    changes = TermChangeSerializer(many=True)


AgreementListSerializer = page_of("AgreementList", AgreementRowSerializer)
AttestationListSerializer = page_of("AttestationList", AttestationSerializer)
VersionListSerializer = all_of("VersionList", VersionSerializer)
PaperListSerializer = all_of("PaperList", PaperSerializer)
INDEMNITY = with_file("GivenIndemnityForm", "paper", GivenIndemnitySerializer)
COVER = with_file("CoverForm", "paper", CoverSerializer)
ATTESTED = with_file("AttestedForm", "paper", AttestedSerializer)
SIGNED_PAPER = with_file("SignedPaper", "paper", None, required=True)

"""How are the calls on agreements described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import page_of


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
    """The name is that of whoever acts, or answers for the program."""

    role = serializers.CharField(max_length=150)
    authority = serializers.CharField(max_length=200)


class GivenIndemnitySerializer(SignatureSerializer):
    heads = _codes()
    policy_undertaking = serializers.BooleanField()
    insurer = serializers.CharField(max_length=150)
    policy_number = serializers.CharField(max_length=80)
    cover_ends_on = serializers.DateField()


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
    people = serializers.IntegerField()
    ends_on = serializers.DateField()
    approved_at = serializers.DateTimeField(allow_null=True)
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
    why_not = StepRefusedSerializer(many=True)
    timeline = AgreementEventSerializer(many=True)


AgreementListSerializer = page_of("AgreementList", AgreementRowSerializer)
AttestationListSerializer = page_of("AttestationList", AttestationSerializer)

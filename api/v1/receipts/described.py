"""How are the calls on receipts described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import page_of
from sharing.queries.receipts import QUESTIONS


class ReceiptLineSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    question = serializers.ChoiceField(choices=list(QUESTIONS.items()))
    owner = serializers.CharField()
    recipient = serializers.CharField()
    marker = serializers.UUIDField(help_text="The entry, by its number in checks.")
    permitted = serializers.BooleanField()
    level = serializers.CharField(required=False, help_text="Where it was permitted.")
    never_left_at = serializers.DateTimeField(
        required=False,
        help_text="Since when it is known that the extract it was put in went nowhere.",
    )


class ReceiptReasonSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    sentence = serializers.CharField()


class ReplayedSerializer(serializers.Serializer[Any]):
    """The decision made again now, from what is stored."""

    same = serializers.BooleanField()
    same_rules = serializers.BooleanField(
        help_text="Whether today's rules are the edition that decided."
    )
    why_not = serializers.CharField(required=False)
    permitted = serializers.BooleanField(required=False)


class ReceiptSerializer(ReceiptLineSerializer):
    edition = serializers.CharField(help_text="Which writing of the rules decided.")
    agreement = serializers.UUIDField(allow_null=True)
    version = serializers.UUIDField(allow_null=True)
    indemnity = serializers.UUIDField(allow_null=True)
    attestation = serializers.UUIDField(allow_null=True)
    release = serializers.UUIDField(allow_null=True)
    facts = serializers.DictField(help_text="What was known, by name.")
    reasons = ReceiptReasonSerializer(many=True)
    terms = serializers.ListField(child=serializers.CharField())
    replayed = ReplayedSerializer()


ReceiptListSerializer = page_of("ReceiptListSerializer", ReceiptLineSerializer)

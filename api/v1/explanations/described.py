"""How are the calls on explanations described in OpenAPI?"""

from typing import Any

from rest_framework import serializers


class ExplanationAskedSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=40, help_text="The entry's reference.")
    recipient = serializers.UUIDField(help_text="The other organisation's id.")


class ExplanationReasonSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    sentence = serializers.CharField()
    authority = serializers.CharField()


class ExplanationSerializer(serializers.Serializer[Any]):
    """What the gate says today: every reason, and the fewest steps that set them right."""

    recipient = serializers.CharField()
    permitted = serializers.BooleanField()
    level = serializers.CharField(required=False, help_text="Where it is permitted.")
    reasons = ExplanationReasonSerializer(many=True)
    repair = serializers.ListField(
        child=serializers.CharField(),
        help_text="Taken together these set every reason right, and none is to spare.",
    )
    decided_by = serializers.ListField(child=serializers.CharField())

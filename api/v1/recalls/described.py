"""How are the calls on recalls described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from sharing.reasons import RecallDone


class RecallSerializer(serializers.Serializer[Any]):
    """What was taken back or corrected. `marker` is the id that checks gave for it."""

    id = serializers.UUIDField()
    marker = serializers.UUIDField()
    organisation = serializers.CharField(help_text="Who took it back.")
    agreement = serializers.CharField(help_text="The agreement's reference.")
    why = serializers.CharField()
    raised_at = serializers.DateTimeField()
    shown_at = serializers.DateTimeField(
        allow_null=True, help_text="When your people were last shown it."
    )
    due_on = serializers.DateField()
    suspends_on = serializers.DateField(
        help_text="The day on which the agreement stops if nobody answers."
    )
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    done = serializers.ChoiceField(
        choices=RecallDone.choices(), required=False, help_text="What you stated."
    )


class RecallListSerializer(serializers.Serializer[Any]):
    results = RecallSerializer(many=True)


class AcknowledgementSerializer(serializers.Serializer[Any]):
    done = serializers.ChoiceField(
        choices=RecallDone.choices(), help_text="What you have done with it."
    )

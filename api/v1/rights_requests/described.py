"""How are the calls on rights requests described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import page_of
from rights.states import PauseAbout, RequestKind, RequestState


class RightsRequestSerializer(serializers.Serializer[Any]):
    """A request. Who asks, and what they were told, is on its page and not here."""

    reference = serializers.CharField()
    kind = serializers.ChoiceField(choices=RequestKind.choices())
    state = serializers.ChoiceField(choices=RequestState.choices())
    received_on = serializers.DateField()
    due_on = serializers.DateField(
        allow_null=True, help_text="None once it is answered, or acknowledged."
    )
    overdue = serializers.BooleanField()
    owner = serializers.CharField()


class RightsRequestPageSerializer(RightsRequestSerializer):
    due_working = serializers.ListField(
        child=serializers.CharField(), help_text="How the date was worked out."
    )
    identity_confirmed = serializers.BooleanField()
    entries = serializers.ListField(child=serializers.CharField())
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(required=False)


class NewRightsRequestSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=RequestKind.choices())
    received_on = serializers.DateField()
    received_how = serializers.CharField(max_length=200)
    requester_name = serializers.CharField(max_length=200)
    requester_address = serializers.CharField(max_length=500, required=False)
    acting_for = serializers.CharField(max_length=300, required=False)
    what_asked = serializers.CharField(max_length=4000)


class PauseSerializer(serializers.Serializer[Any]):
    about = serializers.ChoiceField(choices=PauseAbout.choices())
    asked = serializers.CharField(max_length=4000)


RightsRequestListSerializer = page_of(
    "RightsRequestListSerializer", RightsRequestSerializer
)

"""How are the calls on recalls described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import all_of
from api.shapes_described import serialiser_of
from sharing.queries.recalls import LookUp
from sharing.reasons import RecallDone


LookUpSerializer = serialiser_of(LookUp, "RecallLookUp", answered=True)


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


class RaisedRecallSerializer(RecallSerializer):
    """The same with how far the recipient is."""

    recipient = serializers.CharField()
    entry = serializers.CharField(
        allow_blank=True,
        help_text="The owner's reference, told to the owner alone while it keeps it.",
    )
    overdue = serializers.BooleanField()
    chased = serializers.IntegerField(help_text="How often they were reminded.")
    suspended_at = serializers.DateTimeField(allow_null=True)


class OneRecallSerializer(RaisedRecallSerializer):
    """`lookups` are the recipient's own checks, told to the recipient alone."""

    mine = serializers.BooleanField()
    may_state = serializers.ListField(
        child=serializers.CharField(), help_text="What `done` may be."
    )
    lookups = LookUpSerializer(many=True)


RaisedListSerializer = all_of("RaisedRecallList", RaisedRecallSerializer)


class AcknowledgementSerializer(serializers.Serializer[Any]):
    done = serializers.ChoiceField(
        choices=RecallDone.choices(), help_text="What you have done with it."
    )

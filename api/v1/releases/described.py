"""How are the calls on releases described in OpenAPI?"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.described import LIST, page_of
from tenants.codes import Activity, Level


LEVELS = [(one.value, one.label) for one in Level if one != Level.FULL]


class ReleaseSerializer(serializers.Serializer[Any]):
    """One officer's decision that one entry goes to one partner for one activity."""

    id = serializers.UUIDField()
    entry = serializers.CharField(help_text="The reference; empty once erased.")
    recipient = serializers.CharField()
    recipient_id = serializers.UUIDField()
    agreement = serializers.UUIDField()
    activity = serializers.ChoiceField(choices=Activity.choices())
    level = serializers.ChoiceField(choices=LEVELS)
    reason = serializers.CharField()
    released_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class NewReleaseSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=40, help_text="The entry's reference.")
    agreement = serializers.UUIDField()
    activity = serializers.ChoiceField(choices=Activity.choices())
    level = serializers.ChoiceField(choices=LEVELS)
    reason = serializers.CharField(
        max_length=4000, help_text="Why sharing it there is proportionate."
    )


class WithdrawReleaseSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=4000, help_text="Why.")


ReleaseListSerializer = page_of("ReleaseListSerializer", ReleaseSerializer)
FILTERS = (
    *LIST,
    OpenApiParameter("entry", str, description="The reference of one entry."),
)

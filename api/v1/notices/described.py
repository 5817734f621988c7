"""How are the calls on letters described in OpenAPI?"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.described import LIST, page_of
from register.states import NoticeKind, NoticeState


class NoticeSerializer(serializers.Serializer[Any]):
    """A letter to a person: what kind, how it stands, when due and why then."""

    id = serializers.UUIDField()
    entry = serializers.CharField()
    kind = serializers.ChoiceField(choices=NoticeKind.choices())
    state = serializers.ChoiceField(choices=NoticeState.choices())
    due_on = serializers.DateField()
    working = serializers.ListField(child=serializers.CharField())
    not_sent_reason = serializers.CharField()


class NoticeAddressSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    lines = serializers.ListField(child=serializers.CharField(), max_length=8)


class NoticeNothingSerializer(serializers.Serializer[Any]):
    """An empty object."""


class RetestSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=40, help_text="Its reference.")
    tell = serializers.BooleanField(help_text="Whether the person is told now.")
    reason = serializers.CharField(max_length=4000)
    retest_on = serializers.DateField(required=False)


class RetestedSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField()


NoticeListSerializer = page_of("NoticeListSerializer", NoticeSerializer)
FILTERS = (*LIST, OpenApiParameter("state", str, enum=NoticeState.codes()))

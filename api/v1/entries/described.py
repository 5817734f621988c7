"""How are the calls on entries described in OpenAPI?"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.described import LIST, page_of
from api.shapes_described import serialiser_of
from api.v1.described import PrecautionSerializer, RingSerializer
from api.v1.entries.bodies import CorrectionBody, Reason
from register.actions.keeping import Keeping
from register.states import EntryState, NoticeKind, NoticeState
from tenants.codes import Category, Level


class EntryNoticeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=NoticeKind.choices())
    state = serializers.ChoiceField(choices=NoticeState.choices())
    due_on = serializers.DateField()


class EntrySerializer(serializers.Serializer[Any]):
    """An entry at the caller's level. What the level does not allow is left out."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    version = serializers.IntegerField(help_text="The number in the ETag.")
    state = serializers.ChoiceField(choices=EntryState.choices())
    answers_now = serializers.BooleanField(help_text="Whether a check finds it today.")
    overlays = serializers.ListField(child=serializers.CharField())
    level = serializers.ChoiceField(choices=Level.choices())
    precautions = PrecautionSerializer(many=True)
    ring = RingSerializer()
    starts_on = serializers.DateField()
    review_on = serializers.DateField()
    expires_on = serializers.DateField(help_text="From this day it answers nothing.")
    display = serializers.CharField(required=False)
    place = serializers.CharField(required=False)
    category = serializers.CharField(required=False)
    summary = serializers.CharField(required=False)
    end_reason = serializers.CharField(required=False)
    notices = EntryNoticeSerializer(many=True, required=False)


class EntryLineSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    state = serializers.ChoiceField(choices=EntryState.choices())
    review_on = serializers.DateField()
    expires_on = serializers.DateField()
    owner = serializers.CharField()
    display = serializers.CharField(required=False)
    category = serializers.CharField(required=False)


ReasonSerializer = serialiser_of(Reason, "Withdrawal")
CorrectionSerializer = serialiser_of(CorrectionBody, "Correcting")
KeepingSerializer = serialiser_of(Keeping, "Keeping")
EntryListSerializer = page_of("EntryListSerializer", EntryLineSerializer)
FILTERS = (
    *LIST,
    OpenApiParameter("state", str, enum=EntryState.codes()),
    OpenApiParameter("category", str, enum=Category.codes()),
)

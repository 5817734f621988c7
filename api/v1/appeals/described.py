"""How are the calls on appeals described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import page_of
from register.appeal_states import AppealEffect, AppealOutcome, Route
from tenants.codes import Category, Precaution


class AppealLineSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    entry = serializers.CharField()
    state = serializers.CharField(help_text="In words.")
    open = serializers.BooleanField()
    received_on = serializers.DateField()
    hearing_at = serializers.DateTimeField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField(help_text="In words, empty until decided.")


class AppealMemberSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    has_view = serializers.BooleanField()
    view = serializers.CharField(help_text="Empty until the caller may know it.")


class AppealClockSerializer(serializers.Serializer[Any]):
    due_on = serializers.DateField()
    working = serializers.ListField(child=serializers.CharField())
    done_at = serializers.DateTimeField(allow_null=True)


class AppealSerializer(serializers.Serializer[Any]):
    """An appeal as the caller may see it."""

    reference = serializers.CharField()
    version = serializers.IntegerField(help_text="The number in the ETag.")
    entry = serializers.CharField()
    state = serializers.CharField(help_text="In words.")
    open = serializers.BooleanField()
    received_on = serializers.DateField()
    route = serializers.CharField(help_text="In words.")
    grounds = serializers.CharField()
    acknowledgement = AppealClockSerializer()
    hearing = AppealClockSerializer()
    hearing_at = serializers.DateTimeField(allow_null=True)
    hearing_place = serializers.CharField()
    members = AppealMemberSerializer(many=True)
    comments = serializers.ListField(child=serializers.CharField())
    papers = serializers.ListField(child=serializers.IntegerField())
    outcome = serializers.CharField(help_text="In words, empty until decided.")
    reasons = serializers.CharField()
    changes = serializers.ListField(child=serializers.CharField())
    may = serializers.ListField(
        child=serializers.CharField(), help_text="The steps open to the caller now."
    )


class AppealWordsSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=40, help_text="Its reference.")
    route = serializers.ChoiceField(choices=Route.choices())
    received_on = serializers.DateField()
    grounds = serializers.CharField(max_length=4000, help_text="The person's words.")
    represented_by = serializers.CharField(max_length=200, required=False)
    late_reason = serializers.CharField(max_length=4000, required=False)


class AppealNothingSerializer(serializers.Serializer[Any]):
    """An empty object."""


class AppealHearingSerializer(serializers.Serializer[Any]):
    hearing_at = serializers.DateTimeField(help_text="With its zone.")
    place = serializers.CharField(max_length=4000)


class AppealNamedSerializer(serializers.Serializer[Any]):
    member = serializers.UUIDField()


class AppealPapersSerializer(serializers.Serializer[Any]):
    leave_out = serializers.ListField(
        child=serializers.CharField(), max_length=200, required=False
    )


class AppealCommentSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=4000)


class AppealTakenBackSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=4000)


class AppealViewSerializer(serializers.Serializer[Any]):
    view = serializers.ChoiceField(choices=AppealOutcome.choices())
    reasons = serializers.CharField(max_length=4000)


class AppealChangeSerializer(serializers.Serializer[Any]):
    ends_on = serializers.DateField(required=False)
    category = serializers.ChoiceField(choices=Category.choices(), required=False)
    precautions = serializers.ListField(
        child=serializers.ChoiceField(choices=Precaution.choices()), required=False
    )
    summary = serializers.CharField(max_length=250, required=False)


class AppealRulingSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=AppealOutcome.choices())
    effect = serializers.ChoiceField(choices=AppealEffect.choices())
    reasons = serializers.CharField(max_length=4000)
    change = AppealChangeSerializer(required=False)


class AppealReferenceSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()


AppealListSerializer = page_of("AppealListSerializer", AppealLineSerializer)

"""How are the calls on misuse described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import all_of
from sharing.misuse_states import MisuseKind, MisuseOutcome


class MisuseReportSerializer(serializers.Serializer[Any]):
    """What went wrong. Name nobody: both organisations read it."""

    agreement = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=MisuseKind.choices())
    what_happened = serializers.CharField(max_length=4000)
    aware_at = serializers.DateTimeField(help_text="The 72 hours count from then.")
    people_affected = serializers.IntegerField(required=False)


class MisuseTaskDoneSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=4000)


class MisuseDecidingSerializer(serializers.Serializer[Any]):
    tell_ico = serializers.BooleanField()
    reason = serializers.CharField(max_length=4000)
    ico_reference = serializers.CharField(required=False)
    late_reason = serializers.CharField(
        required=False, help_text="Needed once 72 hours have passed."
    )


class MisuseClosingSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=MisuseOutcome.choices())
    reason = serializers.CharField(max_length=4000)


class MisuseTaskSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    organisation = serializers.CharField()
    what = serializers.CharField()
    due_at = serializers.DateTimeField()
    late = serializers.BooleanField()
    mine = serializers.BooleanField()
    done_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class MisuseDecisionSerializer(serializers.Serializer[Any]):
    organisation = serializers.CharField()
    told = serializers.BooleanField()
    reason = serializers.CharField()
    ico_reference = serializers.CharField(allow_blank=True)
    late_reason = serializers.CharField(allow_blank=True)
    decided_at = serializers.DateTimeField()


class MisuseRowSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    reference = serializers.CharField()
    agreement = serializers.UUIDField()
    reported_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


class MisuseCaseSerializer(MisuseRowSerializer):
    """`may` names what this caller may do about it."""

    kind = serializers.CharField()
    what_happened = serializers.CharField()
    people_affected = serializers.IntegerField()
    reported_by = serializers.CharField()
    aware_at = serializers.DateTimeField()
    breach_due_at = serializers.DateTimeField()
    breach_late = serializers.BooleanField()
    tasks = MisuseTaskSerializer(many=True)
    decisions = MisuseDecisionSerializer(many=True)
    undecided = serializers.ListField(child=serializers.CharField())
    outcome = serializers.CharField(allow_blank=True)
    outcome_reason = serializers.CharField(allow_blank=True)
    may = serializers.ListField(child=serializers.CharField())


MisuseListSerializer = all_of("MisuseList", MisuseRowSerializer)

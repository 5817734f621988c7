"""How are the calls on reports described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import page_of
from api.shapes_described import serialiser_of
from api.v1.reports.bodies import Comment, DecisionBody, Reason
from register.facts import ReportContent
from register.states import ReportState


ContentSerializer = serialiser_of(ReportContent, "Report")
CommentSerializer = serialiser_of(Comment, "Countersignature")
ReasonSerializer = serialiser_of(Reason, "Return")
DecisionSerializer = serialiser_of(DecisionBody, "Decision")


class ReportSerializer(serializers.Serializer[Any]):
    """A report as its reader may see it; `may` names the steps open to them now."""

    reference = serializers.CharField()
    version = serializers.IntegerField(help_text="The number in the ETag.")
    state = serializers.ChoiceField(choices=ReportState.choices())
    entry = serializers.CharField(allow_null=True, help_text="Its entry's reference.")
    return_reason = serializers.CharField(allow_blank=True)
    may = serializers.ListField(child=serializers.CharField())
    content = serialiser_of(ReportContent, "Told", answered=True)(allow_null=True)


class ReportLineSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    state = serializers.ChoiceField(choices=ReportState.choices())
    entry = serializers.CharField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)


ReportListSerializer = page_of("ReportListSerializer", ReportLineSerializer)

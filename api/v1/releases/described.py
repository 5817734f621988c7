"""How are the calls on releases described in OpenAPI?"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.described import LIST, all_of, page_of
from api.shapes_described import serialiser_of
from sharing.actions.audiences import MOST_AT_ONCE
from sharing.queries.bulk import Destination, EntryChoice
from sharing.queries.own_teams import TeamReleaseLine
from sharing.queries.previews import Previewed
from tenants.codes import Activity, Level


DestinationSerializer = serialiser_of(Destination, "Destination", answered=True)
CandidateSerializer = serialiser_of(EntryChoice, "Candidate", answered=True)
PreviewedSerializer = serialiser_of(Previewed, "Previewed", answered=True)
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


class ChosenEntrySerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=4000, help_text="The entry's reference.")
    level = serializers.ChoiceField(choices=LEVELS)
    reason = serializers.CharField(
        max_length=4000, help_text="Why sharing this one there is proportionate."
    )


class BulkSerializer(serializers.Serializer[Any]):
    """Several entries for one partner, each with its own reason."""

    agreement = serializers.UUIDField()
    activity = serializers.ChoiceField(choices=Activity.choices())
    entries = serializers.ListField(
        child=ChosenEntrySerializer(), max_length=MOST_AT_ONCE
    )


class PreviewSerializer(serializers.Serializer[Any]):
    """`people` is how many could see what is released there."""

    destination = DestinationSerializer()
    people = serializers.IntegerField()
    results = PreviewedSerializer(many=True)


class ReleasedEntrySerializer(serializers.Serializer[Any]):
    """`release` where it is released there; otherwise every reason why not."""

    entry = serializers.CharField()
    release = serializers.UUIDField(allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())


class BulkReleasedSerializer(serializers.Serializer[Any]):
    """What became of each entry, in the order sent."""

    agreement = serializers.UUIDField()
    results = ReleasedEntrySerializer(many=True)


class CandidateListSerializer(serializers.Serializer[Any]):
    """Those inside the portfolio and not released there, and how many are neither."""

    destination = DestinationSerializer()
    waiting = serializers.IntegerField()
    released = serializers.IntegerField()
    outside = serializers.IntegerField()
    results = CandidateSerializer(many=True)
    next = serializers.CharField(
        allow_null=True, help_text="The address of the next page, if there is one."
    )


class NewTeamReleaseSerializer(serializers.Serializer[Any]):
    entry = serializers.CharField(max_length=4000, help_text="The entry's reference.")
    team = serializers.UUIDField(help_text="One of our own teams.")
    level = serializers.ChoiceField(choices=LEVELS)
    reason = serializers.CharField(
        max_length=4000, help_text="Why this team needs to see it."
    )


TeamReleaseSerializer = serialiser_of(TeamReleaseLine, "TeamRelease", answered=True)
DestinationListSerializer = all_of("DestinationList", DestinationSerializer)
ReleaseListSerializer = page_of("ReleaseListSerializer", ReleaseSerializer)
FILTERS = (
    *LIST,
    OpenApiParameter("entry", str, description="The reference of one entry."),
)

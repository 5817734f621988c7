"""How are the calls on portfolios described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.shapes_described import serialiser_of
from sharing.queries.portfolios import Difference, PortfolioPage
from sharing.queries.rehearsal import Rehearsal
from sharing.states import ChangeState


PortfolioSerializer = serialiser_of(PortfolioPage, "Portfolio", answered=True)


class HomesFindingSerializer(serializers.Serializer[Any]):
    """What cannot be used in one row of a list of homes."""

    row = serializers.IntegerField()
    detail = serializers.CharField()


class PortfolioChangeSerializer(serializers.Serializer[Any]):
    """A change before, while and after it is put in place.

    What it would add, drop, show and hide is worked out while it waits to be looked at.
    """

    id = serializers.UUIDField()
    agreement_id = serializers.UUIDField()
    reference = serializers.CharField()
    recipient = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(choices=ChangeState.choices())
    refusal = serializers.CharField(required=False)
    rows_read = serializers.IntegerField()
    homes = serializers.IntegerField()
    repeated = serializers.IntegerField()
    findings = HomesFindingSerializer(many=True)
    findings_count = serializers.IntegerField()
    stalled = serializers.BooleanField()
    differences = serialiser_of(Difference, "PortfolioDifference", answered=True)(
        many=True, required=False
    )
    rehearsal = serialiser_of(Rehearsal, "PortfolioRehearsal", answered=True)(
        required=False
    )

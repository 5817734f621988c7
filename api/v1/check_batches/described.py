"""How are the calls on many checks described in OpenAPI?"""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers

from api.described import EVERY_CALL, IDEMPOTENCY_KEY, problems
from api.problems import Kinds
from api.v1.described import PersonSerializer, PremisesSerializer, codes
from sharing.states import BatchState
from tenants.codes import Activity, Purpose


class BatchRowSerializer(serializers.Serializer[Any]):
    """At least premises or a person. A bad row is reported; the others go on."""

    reference = serializers.CharField(
        required=False, allow_null=True, max_length=60, help_text="Given back with it."
    )
    activity = serializers.ChoiceField(
        choices=codes(Activity), required=False, allow_null=True
    )
    visit_on = serializers.DateField(required=False, allow_null=True)
    premises = PremisesSerializer(required=False, allow_null=True)
    person = PersonSerializer(required=False, allow_null=True)


class CheckBatchSerializer(serializers.Serializer[Any]):
    purpose = serializers.ChoiceField(choices=codes(Purpose))
    activity = serializers.ChoiceField(
        choices=codes(Activity),
        required=False,
        allow_null=True,
        help_text="Of every row that names none.",
    )
    officer = serializers.UUIDField(required=False, allow_null=True)
    rows = BatchRowSerializer(many=True, help_text="1 to 100,000 rows.")


class BatchProgressSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=[state.value for state in BatchState])
    rows = serializers.IntegerField()
    done = serializers.IntegerField()
    refused = serializers.IntegerField(help_text="Rows that could not be understood.")
    hits = serializers.IntegerField()
    cannot_tell = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    stale_after = serializers.DateTimeField()
    results = serializers.CharField(help_text="Where the answers are read.")
    stopped_why = serializers.CharField(required=False)


CODES = [
    OpenApiParameter("purpose", str, description="For CSV: the purpose of every row."),
    OpenApiParameter("activity", str, description="For CSV: of rows that name none."),
    OpenApiParameter("officer", str, description="For CSV: who goes, by id."),
]
WHICH = [
    OpenApiParameter("first", int, description="The first row, counted from 0."),
    OpenApiParameter("limit", int, description="How many, to 10,000; usually 2,000."),
    OpenApiParameter("as", str, enum=["ndjson", "csv"]),
]
describe_batches = extend_schema_view(
    post=extend_schema(
        operation_id="checkMany",
        summary="Check up to 100,000 visits or contacts at once",
        tags=["checks"],
        parameters=[IDEMPOTENCY_KEY, *CODES],
        request={
            "application/json": CheckBatchSerializer,
            "text/csv": OpenApiTypes.STR,
        },
        responses={
            202: BatchProgressSerializer,
            **problems(
                Kinds.NOT_UNDERSTOOD,
                Kinds.INVALID,
                *EVERY_CALL,
                Kinds.STALE,
                Kinds.TOO_LONG,
                Kinds.MEDIA,
                Kinds.KEY_REUSED,
            ),
        },
    )
)
describe_batch = extend_schema_view(
    get=extend_schema(
        operation_id="readCheckBatch",
        summary="How far many checks have come",
        tags=["checks"],
        responses={
            200: BatchProgressSerializer,
            **problems(*EVERY_CALL, Kinds.STALE),
        },
    )
)
describe_results = extend_schema_view(
    get=extend_schema(
        operation_id="readCheckBatchResults",
        summary="The answers in the order sent; `Link` leads to the next page",
        tags=["checks"],
        parameters=WHICH,
        responses={
            (200, "application/x-ndjson"): OpenApiTypes.STR,
            (200, "text/csv"): OpenApiTypes.STR,
            **problems(Kinds.INVALID, *EVERY_CALL, Kinds.STALE),
        },
    )
)

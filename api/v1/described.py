"""How are the calls described in OpenAPI?

These serialisers describe and never run: `check_body.py` reads and `check_answer.py`
writes. A test holds the descriptions to what those two really take and give.
"""

from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers

from api.described import (
    EVERY_CALL,
    IDEMPOTENCY_KEY,
    CredentialScheme,
    problems,
)
from api.problems import Kinds
from tenants.codes import Activity, Category, Level, Precaution, Purpose


def codes(
    choices: type[Purpose | Activity | Category | Level | Precaution],
) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in choices]


class PremisesSerializer(serializers.Serializer[Any]):
    uprn = serializers.RegexField(
        r"^\s*\d{1,12}\s*$",
        required=False,
        allow_null=True,
        help_text="1 to 12 digits.",
    )
    postcode = serializers.CharField(
        required=False, allow_null=True, help_text="With `building`, or beside a name."
    )
    building = serializers.CharField(
        required=False, allow_null=True, max_length=60, help_text="Number or name."
    )
    address = serializers.CharField(
        required=False, allow_null=True, max_length=200, help_text="One line."
    )


class PersonSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(required=False, allow_null=True, max_length=200)
    date_of_birth = serializers.DateField(required=False, allow_null=True)


class CheckSerializer(serializers.Serializer[Any]):
    """At least premises or a person."""

    purpose = serializers.ChoiceField(choices=codes(Purpose))
    activity = serializers.ChoiceField(
        choices=codes(Activity),
        required=False,
        allow_null=True,
        help_text="The work to be done: needed to be answered from a partner's register.",
    )
    officer = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="Who goes, by id in your organisation.",
    )
    visit_on = serializers.DateField(required=False, allow_null=True)
    premises = PremisesSerializer(required=False, allow_null=True)
    person = PersonSerializer(required=False, allow_null=True)


class RingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    phone = serializers.CharField()


class SourceSerializer(serializers.Serializer[Any]):
    organisation = serializers.CharField()
    searched = serializers.BooleanField()
    why_not = serializers.CharField(required=False)


class PrecautionSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=codes(Precaution))
    instruction = serializers.CharField()


class SubjectSerializer(serializers.Serializer[Any]):
    matched_on = serializers.ListField(child=serializers.CharField())
    display = serializers.CharField(required=False)


class MarkerSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="Your organisation's own id for this marker.")
    organisation = serializers.CharField()
    level = serializers.ChoiceField(choices=codes(Level))
    precautions = PrecautionSerializer(many=True)
    category = serializers.ChoiceField(choices=codes(Category), required=False)
    category_label = serializers.CharField(
        required=False, help_text="In the words of the organisation whose entry it is."
    )
    summary = serializers.CharField(required=False, max_length=250)
    subject = SubjectSerializer()
    review_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    ring = RingSerializer()


class CheckAnswerSerializer(serializers.Serializer[Any]):
    """CLEAR says that nothing was found in the scope given. It never says safe."""

    id = serializers.UUIDField()
    answer = serializers.ChoiceField(choices=["HIT", "CLEAR", "CANNOT_TELL"])
    as_of = serializers.DateTimeField()
    stale_after = serializers.DateTimeField()
    scope = SourceSerializer(many=True)
    markers = MarkerSerializer(many=True)
    ring = RingSerializer()
    why = serializers.CharField(required=False)


EXAMPLE = OpenApiExample(
    "A repair at an address",
    value={
        "purpose": "repair",
        "activity": "REPAIRS",
        "premises": {"postcode": "ZX1 1AA", "building": "12"},
    },
    request_only=True,
)

__all__ = ["CredentialScheme", "describe_check", "describe_checks"]

describe_checks = extend_schema_view(
    post=extend_schema(
        operation_id="check",
        summary="Check before a visit or contact",
        tags=["checks"],
        parameters=[IDEMPOTENCY_KEY],
        request=CheckSerializer,
        examples=[EXAMPLE],
        responses={
            200: CheckAnswerSerializer,
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
describe_check = extend_schema_view(
    get=extend_schema(
        operation_id="checkAgain",
        summary="Open an answer again, decided anew",
        tags=["checks"],
        responses={
            200: CheckAnswerSerializer,
            **problems(*EVERY_CALL, Kinds.STALE),
        },
    )
)

"""What of the description holds for every call: credentials, problems, closed bodies?

`describe` says what one call takes and gives; its scope comes from the view. Imported
with the calls, so that drf-spectacular finds the credentials.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
)
from rest_framework import serializers

from accounts.policy import SCOPES
from api.files import BODY, FORM, JSON
from api.problems import MEDIA_TYPE, Kinds
from documents.uploads import PDF


if TYPE_CHECKING:
    from drf_spectacular.openapi import AutoSchema


type Serialiser = type[serializers.BaseSerializer[Any]]

CHECK = "check"


class CredentialScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A machine's token for scopes, or the session of somebody signed in."""

    target_class = "api.callers.Credential"
    name = ["client", "session"]

    def get_security_definition(
        self, auto_schema: "AutoSchema"
    ) -> list[dict[str, Any]]:
        del auto_schema
        return [
            {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/oauth/token/",
                        "scopes": SCOPES,
                    }
                },
            },
            {
                "type": "apiKey",
                "in": "cookie",
                "name": settings.SESSION_COOKIE_NAME,
                "description": "With the CSRF token in X-CSRFToken on every POST.",
            },
        ]

    def get_security_requirement(
        self, auto_schema: "AutoSchema"
    ) -> list[dict[str, list[Any]]]:
        """Either of the two, and for a machine the scope that the call names."""
        scope = getattr(auto_schema.view, "scope", CHECK)
        return [{"client": [scope]}, {"session": []}]


class FieldErrorSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `type` never changes; `detail` says what to do."""

    type = serializers.CharField(help_text="urn:heed:problem:…")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldErrorSerializer(  # type: ignore[assignment]  # RFC 9457 names it so
        many=True, required=False
    )


def problems(*kinds: Kinds) -> dict[tuple[int, str], OpenApiResponse]:
    """Responses by status; kinds of one status share its line."""
    titles: dict[int, list[str]] = {}
    for kind in kinds:
        titles.setdefault(kind.value.status, []).append(
            f"{kind.value.title} (`{kind.value.type}`)"
        )
    return {
        (status, MEDIA_TYPE): OpenApiResponse(
            ProblemSerializer, description=" ".join(lines)
        )
        for status, lines in titles.items()
    }


EVERY_CALL = (
    Kinds.NO_CREDENTIAL,
    Kinds.NOT_ALLOWED,
    Kinds.NOT_FOUND,
    Kinds.METHOD,
    Kinds.NOT_ACCEPTABLE,
    Kinds.TOO_MANY,
    Kinds.FAULT,
    Kinds.NOT_NOW,
)
# What a call that changes something may be refused for, beside the above.
CHANGING = (
    Kinds.NOT_UNDERSTOOD,
    Kinds.INVALID,
    Kinds.CONFLICT,
    Kinds.TOO_LONG,
    Kinds.MEDIA,
    Kinds.REFUSED,
    Kinds.KEY_REUSED,
)
# What somebody signed in may be asked before they bind their organisation.
SIGNED = (Kinds.NEEDS_PERSON, Kinds.NEEDS_PROOF)
VERSIONED = (Kinds.CHANGED, Kinds.NEEDS_IF_MATCH)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Sent again with the same call, it gets the same id, decided again.",
    pattern=r"^[\x21-\x7e]{1,100}$",
)
KEY_OF_A_SECRET = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Taken and kept nowhere: a second call is refused whatever it carries.",
    pattern=r"^[\x21-\x7e]{1,100}$",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag that was read. Another version now is refused with 412.",
)
LIST = (
    OpenApiParameter("limit", int, description="How many, from 1 to 200; usually 50."),
    OpenApiParameter("cursor", str, description="From `next` of the page before."),
)


def describe(
    *,
    operation: str,
    summary: str,
    tag: str,
    answers: Serialiser,
    takes: Serialiser | Mapping[str, Serialiser] | None = None,
    status: int = 200,
    kinds: Sequence[Kinds] = (),
    parameters: Sequence[OpenApiParameter] = (),
    says: str = "",
    examples: Sequence[OpenApiExample] = (),
) -> Callable[[Any], Any]:
    """Describe one method of a call: what it takes, gives, and is refused for; `says`
    is what its caller must know beside that."""
    return extend_schema(
        operation_id=operation,
        summary=summary,
        description=says or None,
        examples=list(examples) or None,
        tags=[tag],
        parameters=list(parameters),
        request=takes,
        responses={status: answers, **problems(*EVERY_CALL, *kinds)},
    )


def with_file(
    name: str, part: str, body: Serialiser | None, *, required: bool = False
) -> Mapping[str, Serialiser]:
    """What a call takes that takes a file in `part`: the body by itself too, unless the
    file is the whole of it."""
    fields: dict[str, Any] = {part: serializers.FileField(required=required)}
    if body is None:
        return {FORM: type(name, (serializers.Serializer,), fields)}
    fields = {BODY: body()} | fields
    return {JSON: body, FORM: type(name, (serializers.Serializer,), fields)}


def describe_file(
    *,
    operation: str,
    summary: str,
    tag: str,
    media: Sequence[str] = (PDF,),
    kinds: Sequence[Kinds] = (),
    parameters: Sequence[OpenApiParameter] = (),
    says: str = "",
) -> Callable[[Any], Any]:
    """Describe a method that answers with a file."""
    return extend_schema(
        operation_id=operation,
        summary=summary,
        description=says or None,
        tags=[tag],
        parameters=list(parameters),
        request=None,
        responses={
            **{(200, each): OpenApiTypes.BINARY for each in media},
            **problems(*EVERY_CALL, *kinds),
        },
    )


def page_of(name: str, row: Serialiser) -> Serialiser:
    """The serialiser of one page of a list of these rows."""
    fields: Mapping[str, Any] = {
        "results": row(many=True),
        "next": serializers.CharField(
            allow_null=True, help_text="The address of the next page, if there is one."
        ),
    }
    return type(name, (serializers.Serializer,), dict(fields))


def all_of(name: str, row: Serialiser) -> Serialiser:
    """The serialiser of a list that is short and given whole."""
    return type(name, (serializers.Serializer,), {"results": row(many=True)})


def close_bodies(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that a body takes no field but those described, as it really does not."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request"):
            schema["additionalProperties"] = False
    return result

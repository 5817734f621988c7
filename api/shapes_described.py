"""How are facts described in OpenAPI? From the same types by which they are read."""

from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from rest_framework import serializers

from api.bodies import LONGEST_PARAGRAPH
from api.described import Serialiser
from api.shapes import LARGEST, MOST, needed, plain, shape_in


def serialiser_of(shape: type[Any], name: str, *, answered: bool = False) -> Serialiser:
    """The serialiser of one dataclass. Answered, any field may be left out."""
    hints = get_type_hints(shape)
    made: dict[str, Any] = {
        one.name: _field(
            plain(hints[one.name]),
            required=needed(one) and not answered,
            null=not needed(one) and not answered,
            prefix=name,
            answered=answered,
        )
        for one in fields(shape)
    }
    made["__doc__"] = (shape.__doc__ or "").partition("\n")[0]
    return type(f"{name}Serializer", (serializers.Serializer,), made)


def _field(
    kind: Any,  # noqa: ANN401 - an annotation
    *,
    required: bool,
    null: bool,
    prefix: str,
    answered: bool,
) -> serializers.Field[Any, Any, Any, Any]:
    options: dict[str, Any] = {"required": required}
    if null:
        options["allow_null"] = True
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if (shape := shape_in(inner)) is not None:
            many: serializers.Field[Any, Any, Any, Any] = serialiser_of(
                shape, _named(prefix, shape), answered=answered
            )(many=True, **options)
            return many
        child = _field(
            inner, required=True, null=False, prefix=prefix, answered=answered
        )
        most = None if answered else MOST
        return serializers.ListField(child=child, max_length=most, **options)
    if (shape := shape_in(kind)) is not None:
        return serialiser_of(shape, _named(prefix, shape), answered=answered)(**options)
    return _scalar(kind, options, answered=answered)


def _scalar(
    kind: Any,  # noqa: ANN401 - an annotation
    options: dict[str, Any],
    *,
    answered: bool,
) -> serializers.Field[Any, Any, Any, Any]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        codes = [(str(one), getattr(one, "label", str(one))) for one in kind]
        return serializers.ChoiceField(choices=codes, **options)
    if kind is int:
        most = None if answered else LARGEST
        return serializers.IntegerField(min_value=0, max_value=most, **options)
    if kind is str:
        return serializers.CharField(
            allow_blank=not options["required"],
            max_length=LONGEST_PARAGRAPH,
            **options,
        )
    return FIELDS[kind](**options)


def _named(prefix: str, shape: type[Any]) -> str:
    return prefix + shape.__name__.removesuffix("Facts")


FIELDS: dict[type, type[serializers.Field[Any, Any, Any, Any]]] = {
    date: serializers.DateField,
    datetime: serializers.DateTimeField,
    time: serializers.TimeField,
    bool: serializers.BooleanField,
    UUID: serializers.UUIDField,
}

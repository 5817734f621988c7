"""Is this body the frozen facts that a step takes? Read and written from their types.

A field of the facts is a field of the body: one that is added to the facts is taken and
given by the API at once. Everything that is wrong is said at once, each by its path.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from api.bodies import Errors, paragraph, refuse_if_any, refuse_unknown


MOST = 100
LARGEST = 9999
LONGEST_MOMENT = 40
EARLIEST = 1900
NEEDED = "Send this field: it is needed."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


def read[T](shape: type[T], body: Mapping[str, Any]) -> T:
    """The body as these facts, or a Problem that names every field to correct."""
    errors: Errors = {}
    made = _object(shape, body, errors, at="")
    refuse_if_any(errors)
    return cast("T", made)


def written(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Facts as JSON; what is empty is left out."""
    match value:
        case Enum():
            return value.value
        case time():
            return f"{value:%H:%M}"
        case date() | datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case tuple() | list():
            return [written(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
            return {n: written(v) for n, v in pairs if v not in (None, "", ())}
        case _:
            return value


def needed(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _object(
    shape: type[Any], value: object, errors: Errors, *, at: str
) -> object | None:
    if not isinstance(value, dict):
        errors[at.rstrip(".") or "body"] = "Send a JSON object."
        return None
    hints = get_type_hints(shape)
    known = {one.name: one for one in fields(shape)}
    refuse_unknown(value, frozenset(known), errors, at=at)
    given: dict[str, Any] = {}
    for name, one in known.items():
        if value.get(name) is None:
            if needed(one):
                errors[at + name] = NEEDED
            continue
        given[name] = _value(hints[name], value, name, errors, at=at)
        if given[name] == "" and needed(one):
            errors.setdefault(at + name, NEEDED)
    return None if errors else shape(**given)


def _value(
    kind: Any,  # noqa: ANN401 - an annotation
    given: Mapping[str, Any],
    name: str,
    errors: Errors,
    *,
    at: str,
) -> Any:  # noqa: ANN401 - as the annotation says
    kind = plain(kind)
    value = given[name]
    if kind is str:
        return paragraph(given, name, errors, at=at)
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], value, errors, at=f"{at}{name}")
    if (shape := shape_in(kind)) is not None:
        return _object(shape, value, errors, at=f"{at}{name}.")
    return _scalar(kind, value, errors, at=f"{at}{name}")


def _items(
    kind: Any,  # noqa: ANN401 - an annotation
    value: object,
    errors: Errors,
    *,
    at: str,
) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MOST:
        errors[at] = f"Send a list of at most {MOST}."
        return ()
    held = {str(number): part for number, part in enumerate(value)}
    empty = [number for number, part in held.items() if part is None]
    for number in empty:
        errors[f"{at}.{number}"] = "Leave nothing empty in a list."
    if empty:
        return ()
    return tuple(_value(kind, held, n, errors, at=f"{at}.") for n in held)


def _scalar(
    kind: Any,  # noqa: ANN401 - an annotation
    value: object,
    errors: Errors,
    *,
    at: str,
) -> Any:  # noqa: ANN401 - as the annotation says
    if isinstance(kind, type) and issubclass(kind, Enum):
        codes = [str(one.value) for one in kind]
        reader: Callable[[Any], Any] = kind
        say = f"Send one of: {', '.join(codes)}."
    else:
        reader, say = SCALARS[kind]
    try:
        return reader(value)
    except (ValueError, TypeError):
        errors[at] = say
        return None


def plain(kind: Any) -> Any:  # noqa: ANN401 - an annotation
    """The type itself where the annotation also allows None."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def shape_in(kind: Any) -> type[Any] | None:  # noqa: ANN401 - an annotation
    """The dataclass that the annotation is, if it is one."""
    return (
        kind
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
        else None
    )


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _clock(value: object) -> time:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise ValueError
    return time.fromisoformat(value)


def _moment(value: object) -> datetime:
    """A moment that is the same wherever it is read."""
    if not isinstance(value, str) or len(value) > LONGEST_MOMENT:
        raise ValueError
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or moment.year < EARLIEST:
        raise ValueError
    return moment


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if not 0 <= value <= LARGEST:
        raise ValueError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _uuid(value: object) -> UUID:
    if not isinstance(value, str):
        raise TypeError
    return UUID(value)


SCALARS: Mapping[type, tuple[Callable[[Any], Any], str]] = {
    date: (_day, "Send a date as YYYY-MM-DD."),
    datetime: (_moment, "Send a moment like 2026-11-22T14:30:00Z, with its offset."),
    time: (_clock, "Send a time as HH:MM."),
    int: (_whole, f"Send a whole number from 0 to {LARGEST}."),
    bool: (_truth, "Send true or false."),
    UUID: (_uuid, "Send an id as a UUID."),
}

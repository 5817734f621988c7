"""How is a stored value said in words, and which of it is whose?"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from documents.models import Document
from rights.holdings.facts import (
    ANOTHER_SUBJECT,
    INNER,
    OF_STAFF,
    OWN,
    WORDS,
    Held,
    Scope,
    Seen,
    Sight,
)
from rights.holdings.treatments import COUNTERS, FIELDS
from tenants.clocks import LONDON
from tenants.codes import Category, Precaution


if TYPE_CHECKING:
    type AnyField = models.Field[Any, Any]
    type AnyKey = models.ForeignKey[Any, Any]
else:
    # Django's own classes take no parameters while the program runs.
    AnyField, AnyKey = models.Field, models.ForeignKey

CODES: Mapping[str, str] = {
    **{code.value: code.label for code in Precaution},
    **{code.value: code.label for code in Category},
}
CODED = frozenset({"precautions", "category"})


def lines_of(
    row: models.Model, *, section: str, item: str, scope: Scope
) -> Iterator[Held]:
    """Every field of a row that holds something, in the model's order."""
    for field in row._meta.concrete_fields:
        for label, seen, value in said(row, field, scope):
            if value == "" or seen.sight is Sight.INNER:
                continue
            if seen.sight is Sight.OTHER:
                scope.others.add(value)
            yield Held(section=section, item=item, label=label, value=value, seen=seen)


def said(
    row: models.Model, field: AnyField, scope: Scope
) -> Iterator[tuple[str, Seen, str]]:
    """One field as label, treatment and words; a JSON object gives one a key."""
    label = capital(str(field.verbose_name))
    told = FIELDS.get(row._meta.label_lower, {})
    value = getattr(row, field.attname)
    if value is None or field.primary_key or field.name in COUNTERS:
        return
    if isinstance(value, dict):
        for key, part in value.items():
            seen = told.get(f"{field.name}.{key}", told.get(field.name, WORDS))
            yield from _parts(label, str(key), part, seen, told, field.name)
        return
    if isinstance(field, models.ForeignKey):
        seen, words = linked(row, field, scope)
    else:
        seen, words = by_type(field), in_words(row, field, value)
    yield label, told.get(field.name, seen), words


def _parts(
    label: str,
    key: str,
    part: Any,  # noqa: ANN401 - any JSON
    seen: Seen,
    told: Mapping[str, Seen],
    name: str,
) -> Iterator[tuple[str, Seen, str]]:
    """A JSON object inside a JSON object: the answers of a draft, topic by topic."""
    if isinstance(part, dict):
        for inner, value in part.items():
            own = told.get(f"{name}.{inner}", seen)
            yield f"{label}: {plain(key)}, {plain(inner)}", own, json_words(value)
        return
    yield f"{label}: {plain(key)}", seen, json_words(part)


def by_type(field: AnyField) -> Seen:
    """What a field is when nobody says otherwise."""
    if isinstance(field, models.UUIDField | models.BinaryField):
        return INNER
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.UUIDField):
        return INNER
    if field.choices or field.name in CODED:
        return OWN
    if isinstance(
        field, models.CharField | models.TextField | models.JSONField | ArrayField
    ):
        return WORDS
    return OWN


def linked(row: models.Model, field: AnyKey, scope: Scope) -> tuple[Seen, str]:
    """A key: to staff it names them, to a file it describes it, to another record it
    is somebody else's, and to one of this person's own it is structure."""
    target = field.related_model
    if target is User:
        person = getattr(row, field.name)
        return OF_STAFF, person.full_name
    if target is Document:
        return OWN, described(getattr(row, field.name))
    key = getattr(row, field.attname)
    if key in scope.references:
        return INNER, ""
    if getattr(target, "_meta", None) and target._meta.model_name in OF_SUBJECTS:
        return Seen(Sight.OTHER, ANOTHER_SUBJECT), f"record {key}"
    return INNER, ""


OF_SUBJECTS = frozenset({"subject", "entry", "report"})


def described(document: Document) -> str:
    kind = document.get_kind_display()
    return (
        f"{kind}: {document.file_name}, {document.content_type}, {document.size} bytes,"
        f" SHA-256 {document.sha256}"
    )


def in_words(
    row: models.Model,
    field: AnyField,
    value: Any,  # noqa: ANN401 - any field's
) -> str:
    if field.choices and value != "":
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, list | tuple):
        return "; ".join(CODES.get(str(part), json_words(part)) for part in value)
    if field.name in CODED:
        return CODES.get(str(value), str(value))
    return plain_value(value)


def plain_value(value: Any) -> str:  # noqa: ANN401 - any field's
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def json_words(value: Any) -> str:  # noqa: ANN401 - any JSON
    """JSON as a person would read it out."""
    if value is None:
        return ""
    if isinstance(value, dict):
        parts = ((plain(key), json_words(part)) for key, part in value.items())
        return "; ".join(f"{key}: {part}" for key, part in parts if part)
    if isinstance(value, list):
        return "; ".join(filter(None, (json_words(part) for part in value)))
    return CODES.get(str(value), plain_value(value))


def plain(name: str) -> str:
    return name.replace("_", " ")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]

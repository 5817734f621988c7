"""What stands on a subject, and how does all of it come to stand on another?

Whatever kind of row names a subject moves, whoever added that kind. The caller's
transaction.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.db import models

from register.models import Subject


# Rows that speak of the pair itself do not move with what stood on it.
STAY = frozenset({"SubjectPair", "SubjectMerge", "Subject"})


def snapshot(*subjects: Subject) -> list[dict[str, Any]]:
    """Subjects as they stand, whole, in a form that JSON keeps."""
    kept: list[dict[str, Any]] = json.loads(serializers.serialize("json", subjects))
    return kept


def _relations() -> Iterator[tuple[type[models.Model], str]]:
    """Every kind of row that names a subject, whoever adds one."""
    for relation in Subject._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel):
            model = relation.related_model
            if model.__name__ not in STAY:
                yield model, relation.field.name


def move_rows(other: Subject, kept: Subject) -> dict[str, list[str]]:
    """Move all that stands on `other`; what moved, by model and field."""
    moved: dict[str, list[str]] = {}
    for model, field in _relations():
        rows = model._base_manager.filter(**{field: other})
        for row in rows:
            _point(row, field, kept)
            moved.setdefault(f"{model._meta.label}.{field}", []).append(str(row.pk))
    return moved


def move_back(moved: dict[str, list[str]], kept: Subject, other: Subject) -> None:
    """What was erased meanwhile, or moved on by hand, stays where it is."""
    for model, field in _relations():
        ids = moved.get(f"{model._meta.label}.{field}", [])
        for row in model._base_manager.filter(pk__in=ids, **{field: kept}):
            _point(row, field, other)


def _point(row: models.Model, field: str, subject: Subject) -> None:
    setattr(row, field, subject)
    row.save(update_fields=[field])

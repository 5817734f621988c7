"""Which rows speak of this entry, in whatever table they are?

Followed through Django's own relations, so that a table that nobody thought of here is
found as well. A key declared SET_NULL is emptied instead; a staged import's row is not,
because its cells are what was typed about the person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet

from documents.models import Document
from register.models import Entry, ImportRow, Notice, Report, Subject


type Rows = type[models.Model]

ALWAYS: frozenset[Rows] = frozenset({ImportRow})


@dataclass(slots=True)
class Reach:
    """What an erasure takes: rows by model in the order found, and keys to empty."""

    rows: dict[Rows, set[Any]] = field(default_factory=dict)
    emptied: list[tuple[Rows, str, set[Any]]] = field(default_factory=list)

    def ids(self, model: Rows) -> set[Any]:
        return self.rows.get(model, set())

    def documents(self) -> QuerySet[Document]:
        """The files that these rows name, or that say what they are about."""
        named: set[Any] = set()
        for model, ids in self.rows.items():
            for key in _keys_to(model, Document):
                values = _base(model).filter(pk__in=ids).values_list(key, flat=True)
                named |= {value for value in values if value is not None}
        about = {pk for ids in self.rows.values() for pk in ids}
        return Document.objects.filter(
            models.Q(pk__in=named) | models.Q(about__in=about)
        )

    def messages(self) -> set[UUID]:
        """What was sent to the person: messages that letters name."""
        sent = Notice.objects.filter(pk__in=self.ids(Notice))
        return {
            found
            for found in sent.values_list("message_id", flat=True)
            if found is not None
        }


def reach_of_entry(entry: Entry) -> Reach:
    """The entry, its reports, and its subjects where nothing else is about them."""
    reach = Reach()
    subjects = {entry.subject_id}
    _follow(reach, Entry, {entry.pk})
    return _with_subjects(reach, subjects)


def reach_of_report(report: Report) -> Reach:
    reach = Reach()
    _follow(reach, Report, {report.pk})
    return _with_subjects(reach, set())


def delete(reach: Reach) -> int:
    """Delete what was found, last found first; keys between them are checked at the
    end of the transaction. Returns how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for model, name, ids in reach.emptied:
        _base(model).filter(pk__in=ids).update(**{name: None})
    gone = 0
    for model in reversed(reach.rows):
        ids = reach.rows[model]
        gone += len(ids)
        _base(model).filter(pk__in=ids)._raw_delete(using="default")
    return gone


def _with_subjects(reach: Reach, subjects: set[Any]) -> Reach:
    reports = Report.objects.filter(pk__in=reach.ids(Report))
    named = reports.filter(subject__isnull=False)
    subjects |= set(named.values_list("subject_id", flat=True))
    others = Report.objects.exclude(pk__in=reach.ids(Report))
    elsewhere = Entry.objects.exclude(pk__in=reach.ids(Entry))
    kept = set(
        others.filter(subject_id__in=subjects).values_list("subject_id", flat=True)
    ) | set(
        elsewhere.filter(subject_id__in=subjects).values_list("subject_id", flat=True)
    )
    orphans = subjects - kept
    if orphans:
        _follow(reach, Subject, orphans)
    return reach


def _follow(reach: Reach, model: Rows, ids: Iterable[Any]) -> None:
    """Add these rows and, one step after another, all that cannot stand without them."""
    new = set(ids) - reach.ids(model)
    if not new:
        return
    reach.rows.setdefault(model, set()).update(new)
    for related, name, empties in _pointing_at(model):
        found = set(
            _base(related).filter(**{f"{name}__in": new}).values_list("pk", flat=True)
        )
        if found and empties and related not in ALWAYS:
            reach.emptied.append((related, name, found))
        elif found:
            _follow(reach, related, found)


def _pointing_at(model: Rows) -> Iterator[tuple[Rows, str, bool]]:
    """Every foreign key to this model: whose it is, its name, whether it is emptied."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            key: Any = relation
            empties = key.on_delete is models.SET_NULL
            yield key.related_model, key.field.name, empties


def _keys_to(model: Rows, target: Rows) -> Iterator[str]:
    for own in model._meta.concrete_fields:
        if own.is_relation and own.related_model is target:
            yield own.attname


def _base(model: Rows) -> QuerySet[Any]:
    """A plain queryset, past managers that refuse to change what was decided."""
    return QuerySet(model=model)

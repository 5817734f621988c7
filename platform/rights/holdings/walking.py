"""Which rows of the organisation's own tables are about this person?

Found by following every foreign key from the person's records downwards, so that a
table added later is found as well, without being named here.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import models

from register.models import Subject
from rights.holdings.facts import Held, Scope
from rights.holdings.values import capital, lines_of


type Found = dict[type[models.Model], set[UUID]]
TITLES = {
    "register.subject": "Who you are",
    "register.report": "Reports about you",
    "register.incident": "What was reported",
    "register.statement": "What each statement says",
    "register.evidence": "Evidence files",
    "register.decision": "Decisions",
    "register.entry": "Entries on the register",
    "register.part": "Who dealt with your entries",
    "register.notice": "Letters to you",
    "register.retest": "Whether to tell you",
    "register.subjectreply": "Your replies",
    "register.appeal": "Your appeals",
    "register.appealmember": "Who heard your appeals",
    "register.appealcomment": "Comments on your appeals",
    "register.appealbundle": "Papers of your appeals",
    "register.association": "Entries said to belong together",
    "register.subjectpair": "Records that may both be yours",
    "register.subjectmerge": "Records put together as yours",
    "register.move": "Where you moved",
    "register.memberrequest": "Councillors' questions about you",
    "register.importrow": "Rows of an older register",
}


def below() -> list[type[models.Model]]:
    """Every model that hangs on a person's record, nearest first."""
    order: list[type[models.Model]] = [Subject]
    for model in order:
        for related in children(model):
            if related.related_model not in order:
                order.append(related.related_model)
    return order


def children(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """The keys that point to a model from below it, those without a way back too."""
    return [
        related
        for related in model._meta.get_fields(include_hidden=True)
        if isinstance(related, models.ManyToOneRel)
        and related.related_model is not model
    ]


def rows_about(subjects: Iterable[UUID]) -> Found:
    """The ids of every row that hangs on these records, by model.

    Followed until nothing new is found: a report may hang on an entry that hangs on a
    decision of another report.
    """
    found: Found = {Subject: set(subjects)}
    new: Found = dict(found)
    while new:
        reached: Found = {}
        for model, ids in new.items():
            for related in children(model):
                child = related.related_model
                more = _pointing(related, ids) - found.get(child, set())
                if more:
                    found[child] = found.get(child, set()) | more
                    reached[child] = reached.get(child, set()) | more
        new = reached
    return found


def _pointing(related: models.ForeignObjectRel, ids: set[UUID]) -> set[UUID]:
    rows = related.related_model._base_manager
    keys = rows.filter(**{f"{related.field.name}__in": ids})
    return set(keys.values_list("pk", flat=True))


def held_in(found: Found, *, scope: Scope) -> Iterator[Held]:
    """A line a field of every row found."""
    for model in below():
        ids = found.get(model, set())
        keys = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
        ]
        rows = model._base_manager.filter(pk__in=ids)
        if keys:
            rows = rows.select_related(*keys)
        section = title_of(model)
        for number, row in enumerate(rows.order_by("pk"), start=1):
            item = named(row, number)
            yield from lines_of(row, section=section, item=item, scope=scope)


def title_of(model: type[models.Model]) -> str:
    return TITLES.get(
        model._meta.label_lower, capital(str(model._meta.verbose_name_plural))
    )


def named(row: models.Model, number: int) -> str:
    """By its reference where it has one, else by its place in the section."""
    reference = getattr(row, "reference", "")
    return str(reference or f"{capital(str(row._meta.verbose_name))} {number}")

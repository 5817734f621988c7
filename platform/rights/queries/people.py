"""Which records on the register are one person, and which may be the one who asks?"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from register.models import Entry, Report, Subject
from rights.shown import PersonFound


MOST = 50


def find(*, name: str, born: date | None, reference: str) -> list[PersonFound]:
    """Records whose name or other names hold every word, or whose report or entry has
    that reference. Without anything to go by, nobody."""
    asked = _by_reference(reference) | _by_name(name)
    if asked == Q(pk__in=[]):
        return []
    found = Subject.objects.filter(asked)
    if born is not None:
        found = found.filter(
            Q(date_of_birth=born)
            | Q(date_of_birth__isnull=True, birth_year=born.year)
            | Q(date_of_birth__isnull=True, birth_year__isnull=True)
        )
    return described(found.order_by("name", "pk")[:MOST])


def chosen(subjects: Collection[UUID]) -> list[PersonFound]:
    """The records a request was linked to, as far as they still stand."""
    return described(Subject.objects.filter(pk__in=subjects).order_by("name", "pk"))


def whole_person(subjects: Iterable[UUID]) -> set[UUID]:
    """These records and every record that was found to be the same person."""
    return set(subjects)


def entries_of(subjects: Iterable[UUID]) -> list[Entry]:
    """Every entry about the person, also those of reports that were taken together."""
    people = whole_person(subjects)
    about = Q(subject_id__in=people) | Q(reports__subject_id__in=people)
    return list(
        Entry.objects.filter(about).select_related("subject").distinct().order_by("pk")
    )


def reports_of(subjects: Iterable[UUID]) -> list[Report]:
    """Every report about the person, and every report that made one of their entries."""
    people = whole_person(subjects)
    about = Q(subject_id__in=people) | Q(entry__subject_id__in=people)
    return list(Report.objects.filter(about).order_by("created_at", "pk"))


def described(subjects: Iterable[Subject]) -> list[PersonFound]:
    """Records with the references by which an officer can tell them apart."""
    rows = list(subjects)
    ids = [subject.pk for subject in rows]
    references: dict[UUID, list[str]] = {}
    for model in (Entry, Report):
        pairs = model._default_manager.filter(subject_id__in=ids)
        for subject, reference in pairs.values_list("subject_id", "reference"):
            references.setdefault(subject, []).append(reference)
    return [
        PersonFound(
            id=subject.pk,
            display=subject.name or subject.address.replace("\n", ", "),
            other_names=", ".join(subject.aliases),
            born=_born(subject),
            place=", ".join([*subject.address.splitlines(), subject.postcode]),
            references=tuple(sorted(references.get(subject.pk, ()))),
        )
        for subject in rows
    ]


def _by_reference(reference: str) -> Q:
    asked = reference.strip().upper()
    if not asked:
        return Q(pk__in=[])
    return Q(entries__reference=asked) | Q(reports__reference=asked)


def _by_name(name: str) -> Q:
    words = name.split()
    if not words:
        return Q(pk__in=[])
    named = other = Q()
    for word in words:
        named &= Q(name__icontains=word)
        other &= Q(aliases__icontains=word)
    return named | other


def _born(subject: Subject) -> str:
    if subject.date_of_birth:
        return f"{subject.date_of_birth:%-d %B %Y}"
    return str(subject.birth_year or "")

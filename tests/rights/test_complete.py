"""Is everything that is held in the copy, and is nobody else named in it?

A mark of its own goes into every field of every table that can hold a word about a
person; each must come back as a line. Marks put where others are named must be held
back. Tables are listed from the models, so a new one fails here until it is held or
declared to be about nobody.
"""

import json
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from register.actions import evidence
from rights.actions import copies, exports
from rights.holdings.facts import Sight
from rights.holdings.gathering import scope_of
from rights.holdings.treatments import FIELDS, NOT_ABOUT_A_SUBJECT
from rights.holdings.values import by_type
from rights.holdings.walking import below, rows_about
from rights.models import Disclosure, ExportLine, Pause
from rights.states import DisclosureBasis, DisclosureTo, Part, Treatment
from sharing.models import Check, Recall, Receipt, Release, TeamRelease
from tests.documents.test_evidence import picture
from tests.figures import record_figure
from tests.register.making import AT, make_entry, make_report
from tests.rights.making import known


WORDS = (models.CharField, models.TextField, models.JSONField, ArrayField)
OF_NOBODY = {"accounts", "tenants", "contenttypes", "audit"}
"""Apps about staff and organisations; events are found by what they name."""


def mark(model: type[models.Model], field: str) -> str:
    return f"Zq{model.__name__}{field.replace('_', '')}x"


def free_words(model: type[models.Model]) -> list[models.Field]:
    """The fields into which any words can be put."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS)
        and not field.choices
        and not (
            isinstance(field, ArrayField)
            and isinstance(field.base_field, models.UUIDField)
        )
        and (field.max_length or 100) >= 60
        and field.name not in {"reference", "recipients"}
    ]


def fill(row: models.Model) -> dict[str, str]:
    """Put a mark into every field of a row, past every guard; the marks by field.

    A field that the database keeps to codes or digits takes none.
    """
    model = type(row)
    marks = {}
    for field in free_words(model):
        word = mark(model, field.name)
        shaped = _shaped(field, getattr(row, field.name), word)
        with suppress(IntegrityError), transaction.atomic():
            models.QuerySet(model=model).filter(pk=row.pk).update(
                **{field.name: shaped}
            )
            marks[field.name] = word
    return marks


def _shaped(field: models.Field, now, words: str):
    if isinstance(field, ArrayField):
        return [words]
    if isinstance(field, models.JSONField):
        return {"said": words} if isinstance(now, dict) else [words]
    return words


def test_every_table_below_a_person_is_walked_or_declared():
    walked = set(below())
    beside = {Disclosure, Release, TeamRelease, Recall, Receipt, Check}
    register = set(apps.get_app_config("register").get_models())
    rights = set(apps.get_app_config("rights").get_models())

    missing = {
        model._meta.label_lower
        for model in register
        if model not in walked | beside
        and model._meta.label_lower not in NOT_ABOUT_A_SUBJECT
    }

    assert missing == set()
    assert rights
    record_figure("Tables walked for a subject access copy", len(walked))


def test_a_treatment_names_a_field_that_there_is():
    for label, fields in FIELDS.items():
        names = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert {name.partition(".")[0] for name in fields} <= names, label
    for label in NOT_ABOUT_A_SUBJECT:
        assert apps.get_model(label)


@pytest.fixture
def world(people, officer, in_eastmere, harbour):
    """One person with a row in every table that can be made by hand here."""
    report = make_report(people)
    evidence.add(
        reference=report.reference,
        incident_id=report.incidents.get().pk,
        upload=picture(),
        what_it_shows="A chair.",
        by=people.reporter,
        at=AT,
    )
    entry = make_entry(people)
    subject = entry.subject
    type(report).objects.filter(pk=report.pk).update(subject=subject)
    return subject, entry, report


def disclose(entry, officer, **changes):
    return Disclosure.objects.create(
        reference=f"D-{uuid4().hex[:8]}",
        entry_id=entry.pk,
        entry_reference=entry.reference,
        to=DisclosureTo.POLICE,
        recipient="Eastmere Constabulary",
        basis=DisclosureBasis.CRIME,
        parts=[Part.IDENTITY],
        told="His name.",
        necessity="A crime.",
        how="Encrypted e-mail",
        disclosed_at=AT,
        decided_by=officer,
        decided_role="DATA_PROTECTION_OFFICER",
        decided_at=AT,
        **{"subject_may_know": True} | changes,
    )


def copy_of(subject, officer):
    """The lines under review, and what the sealed file says."""
    request = known(officer, subject.pk)
    Pause.objects.create(
        request=request, about="SCOPE", asked="Which years?", since=AT.date()
    )
    exports.gather(reference=request.reference, by=officer, at=AT)
    lines = list(ExportLine.objects.order_by("number"))
    exports.seal(reference=request.reference, by=officer, at=AT)
    content, _ = copies.download(reference=request.reference, by=officer, at=AT)
    archive = zipfile.ZipFile(BytesIO(content))
    return lines, archive.read("subject-access.json").decode()


def test_a_mark_in_every_field_comes_back_or_is_held_back(world, people, officer):
    subject, entry, _ = world
    disclose(entry, officer)
    marks: dict[str, tuple[type[models.Model], str]] = {}
    for model, ids in rows_about([subject.pk]).items():
        for row in model._base_manager.filter(pk__in=ids)[:1]:
            marks |= {word: (model, name) for name, word in fill(row).items()}
    row = Disclosure.objects.get()
    marks |= {word: (Disclosure, name) for name, word in fill(row).items()}

    lines, told = copy_of(subject, officer)

    held = "\n".join(one.held for one in lines)
    shown = "\n".join(one.shown for one in lines)
    inner = {word for word, where in marks.items() if _is_inner(*where)}
    others = {word for word, where in marks.items() if _is_others(*where)}
    assert {word for word in marks if word not in held} - inner == set()
    assert {word for word in others if word in shown or word in told} == set()
    own = set(marks) - others - inner
    assert len(own) > 50
    assert len(others) > 10
    assert {word for word in own if word not in told} == set()
    record_figure("Fields marked for a subject access copy", len(marks))


def _treatment(model, name) -> Sight:
    declared = FIELDS.get(model._meta.label_lower, {}).get(name)
    return (declared or by_type(model._meta.get_field(name))).sight


def _is_inner(model, name) -> bool:
    return _treatment(model, name) is Sight.INNER


def _is_others(model, name) -> bool:
    return _treatment(model, name) is Sight.OTHER


def test_no_member_of_staff_is_named(world, people, officer):
    subject, _, report = world
    report.incidents.update(
        what_happened=f"He told {people.reporter.full_name} to leave."
    )

    lines, told = copy_of(subject, officer)

    names = {people.reporter.full_name, people.head.full_name}
    names |= {people.decider.full_name, officer.full_name}
    assert [name for name in names if name in told] == []
    redacted = [one for one in lines if one.treatment == Treatment.REDACTED]
    assert any("[name taken out]" in one.shown for one in redacted)


def test_what_they_may_not_learn_of_is_not_even_mentioned(world, people, officer):
    subject, entry, _ = world
    disclose(
        entry,
        officer,
        subject_may_know=False,
        not_telling_reason="An arrest is planned.",
    )

    lines, told = copy_of(subject, officer)

    omitted = [one for one in lines if one.treatment == Treatment.OMITTED]
    assert omitted
    assert "Eastmere Constabulary" not in told
    assert "Told once" not in told
    assert "arrest" not in told


def test_every_partner_and_team_that_was_told_is_in_it(
    world, people, officer, in_eastmere, harbour
):
    subject, entry, _ = world
    marker = scope_of({subject.pk}, rows_about([subject.pk])).markers
    (marker_id,) = marker
    seen = datetime(2026, 11, 24, 9, tzinfo=UTC)
    Receipt.objects.bulk_create(
        [
            Receipt(
                id=uuid4(),
                question="CHECK",
                organisation=harbour.pk,
                owner=in_eastmere.pk,
                marker_id=marker_id,
                actor_id=str(uuid4()),
                actor_role="PARTNER_OFFICER",
                facts={"purpose": "tenancy-visit"},
                permitted=True,
                level="PRECAUTIONS",
                decided_at=seen,
            )
        ]
    )
    TeamRelease.objects.bulk_create(
        [
            TeamRelease(
                id=uuid4(),
                marker_id=marker_id,
                entry_id=entry.pk,
                owner=in_eastmere.pk,
                team_id=people.team.pk,
                mode="ENTERS_PREMISES",
                level="SUMMARY",
                decided_by=str(people.decider.pk),
                decided_role="DECISION_OFFICER",
                decided_at=AT,
                reason="They visit him weekly.",
            )
        ]
    )

    _, told = copy_of(subject, officer)

    lines = json.loads(told)["lines"]
    records = {(one["section"], one["record"]) for one in lines}
    partner = "Checks by other organisations that showed the entry"
    assert (partner, harbour.name) in records
    assert ("Our own teams that were given the entry", people.team.name) in records
    assert {"24 November 2026, 09:00", "They visit him weekly."} <= {
        one["value"] for one in lines
    }

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from documents.models import Document
from register.imports.actions import commits, mapping, rows, uploads
from register.imports.actions.looks.findings import open_findings, open_row
from register.imports.judging.findings import FindingKind
from register.imports.mapping.fields import Field
from register.imports.models import ImportBatch, ImportRow
from register.imports.states import ImportState
from register.refusals import NotFound, NotPermitted, Refused
from tenants.codes import Role, StatementKind
from tests.accounts.making import make_person
from tests.register.imports import hostile, messy
from tests.register.imports.staging import (
    AT,
    REASON,
    Staff,
    confirm_words,
    found,
    leave_out_blocked,
    make_ready,
    make_staff,
    stage,
)


pytestmark = pytest.mark.usefixtures("in_eastmere")


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def _batch(batch_id) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch_id)


def test_an_upload_is_staged_with_guessed_columns(staff, in_eastmere) -> None:
    batch = _batch(stage(staff))

    assert batch.columns == [
        "NAME", "ADDRESS", "POSTCODE", "UPRN", "BORN", "CATEGORY", "WHAT_HAPPENED",
        "PRECAUTIONS", "ADDED_ON", "REVIEW_ON", "POLICE_REFERENCE", "DEPARTMENT",
    ]  # fmt: skip
    assert (batch.state, batch.rows.count()) == (ImportState.MAPPING, 12)
    assert batch.document is not None
    kinds = [
        e.kind for e in events_for(organisation=in_eastmere.id, subject=str(batch.pk))
    ]
    assert kinds == [Kind.IMPORT_UPLOADED]


def test_every_row_gets_its_findings(staff) -> None:
    batch_id = stage(staff)

    confirm_words(staff, batch_id)

    assert found(batch_id) == {
        2: [],
        3: [],
        4: ["AGE_ONLY", "PART_OF_A_DATE"],
        5: ["FORMULA_CELL", "PART_OF_A_DATE"],
        6: ["UNKNOWN_CATEGORY"],
        7: ["PART_OF_A_DATE", "UNREADABLE_DATE"],
        8: ["NO_NAME_OR_ADDRESS"],
        9: ["PAST_RETENTION"],
        10: ["DUPLICATE_ROW"],
        11: ["NO_CATEGORY"],
        12: ["BAD_POSTCODE", "HARD_TO_FIND", "UNKNOWN_PRECAUTION"],
        13: ["FUTURE_DATE", "NO_PRECAUTION"],
    }


def test_a_hostile_upload_stages_nothing_and_is_recorded(staff, in_eastmere) -> None:
    with pytest.raises(Refused, match="10,000 rows"):
        uploads.upload(
            data=b"a,b\n" * 20_000, file_name="x.csv", by=staff.importer, at=AT
        )

    assert ImportBatch.objects.count() == Document.objects.count() == 0
    events = events_for(organisation=in_eastmere.id, subject="import")
    assert [event.details["refusal"] for event in events] == ["TOO_MANY_ROWS"]


@pytest.mark.parametrize(
    "role",
    sorted(
        set(Role)
        - {
            Role.HEALTH_AND_SAFETY,
            Role.ORGANISATION_ADMINISTRATOR,
            Role.PLATFORM_ADMINISTRATOR,
        }
    ),
)
def test_only_those_who_may_import_do(role) -> None:
    person = make_person(role)

    with pytest.raises(NotPermitted):
        uploads.upload(data=messy.people(), file_name="x.xlsx", by=person, at=AT)

    assert ImportBatch.objects.count() == 0


def test_two_columns_for_one_field_are_refused(staff) -> None:
    batch = _batch(stage(staff))
    columns = [Field(name) for name in batch.columns]
    columns[10] = Field.NAME

    with pytest.raises(Refused, match="Two columns were given as “whole name”"):
        mapping.map_columns(
            batch_id=batch.pk, columns=columns, by=staff.importer, at=AT
        )


def test_a_mapping_without_a_category_is_refused(staff) -> None:
    batch = _batch(stage(staff))
    columns = [Field(name) if name != "CATEGORY" else None for name in batch.columns]

    with pytest.raises(Refused, match="Choose the column that holds the category"):
        mapping.map_columns(
            batch_id=batch.pk, columns=columns, by=staff.importer, at=AT
        )


def test_a_word_given_a_meaning_clears_its_rows(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)
    batch = _batch(batch_id)

    mapping.map_words(
        batch_id=batch_id,
        categories={**batch.category_words, "bad vibes": "VERBAL"},
        precautions={**batch.precaution_words, "wear a hat": ""},
        statement=StatementKind.SEEN,
        statements={"Planning": StatementKind.TOLD},
        by=staff.importer,
        at=AT,
    )

    assert found(batch_id)[6] == []
    assert found(batch_id)[12] == ["BAD_POSTCODE", "HARD_TO_FIND", "NO_PRECAUTION"]


def test_a_code_the_pack_does_not_hold_is_refused(staff) -> None:
    batch_id = stage(staff)

    with pytest.raises(Refused, match="Choose codes that this register holds"):
        mapping.map_words(
            batch_id=batch_id,
            categories={"bad vibes": "NONSENSE"},
            precautions={},
            statement=StatementKind.SEEN,
            statements={},
            by=staff.importer,
            at=AT,
        )


def test_a_correction_is_judged_at_once_and_the_cell_is_kept(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    row = rows.correct(
        batch_id=batch_id,
        number=7,
        texts={Field.ADDED_ON: "28/02/2026", Field.NAME: "Mr R Marsh"},
        statement=StatementKind.TOLD,
        by=staff.importer,
        at=AT,
    )

    assert row.finding_kinds == ["PART_OF_A_DATE"]
    assert (row.corrections, row.blocked) == ({"ADDED_ON": "28/02/2026"}, False)
    page = open_row(batch_id=batch_id, number=7, by=staff.importer, at=AT)
    added = next(f for f in page.fields if f.field is Field.ADDED_ON)
    assert (added.cell, added.text) == ("31/02/2026", "28/02/2026")
    assert page.statement is StatementKind.TOLD


def test_a_formula_stays_open_until_something_is_said_of_it(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)
    texts = {Field.WHAT_HAPPENED: ""}
    common = {
        "batch_id": batch_id,
        "number": 5,
        "statement": None,
        "by": staff.importer,
        "at": AT,
    }

    untouched = rows.correct(texts=texts, **common)
    cleared = rows.correct(texts=texts, clear_formulas=True, **common)
    typed = rows.correct(
        texts={Field.WHAT_HAPPENED: "Shouted at the officer."}, **common
    )

    assert "FORMULA_CELL" in untouched.finding_kinds
    assert cleared.finding_kinds == ["FIELD_REQUIRED", "PART_OF_A_DATE"]
    assert (typed.finding_kinds, typed.blocked) == (["PART_OF_A_DATE"], False)


def test_cells_of_one_finding_are_cleared_together(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    count = rows.clear_all(
        batch_id=batch_id, kind=FindingKind.BAD_POSTCODE, by=staff.importer, at=AT
    )

    assert count == 1
    assert found(batch_id)[12] == ["HARD_TO_FIND", "UNKNOWN_PRECAUTION"]
    with pytest.raises(Refused, match="cannot simply be left empty"):
        rows.clear_all(
            batch_id=batch_id, kind=FindingKind.NO_CATEGORY, by=staff.importer, at=AT
        )


def test_leaving_out_the_first_of_two_frees_the_second(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    rows.leave_out(batch_id=batch_id, number=2, reason=REASON, by=staff.importer, at=AT)

    assert found(batch_id)[10] == []
    rows.take_back(batch_id=batch_id, number=2, by=staff.importer, at=AT)
    assert found(batch_id)[10] == ["DUPLICATE_ROW"]


def test_a_duplicate_may_be_kept_with_a_reason(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    rows.keep(
        batch_id=batch_id, number=10, reason="A second time.", by=staff.importer, at=AT
    )

    row = ImportRow.objects.get(batch=batch_id, number=10)
    assert (row.blocked, row.finding_kinds) == (False, ["DUPLICATE_ROW"])
    with pytest.raises(Refused, match="no finding that can be set aside"):
        rows.keep(batch_id=batch_id, number=9, reason="x", by=staff.importer, at=AT)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_row_is_not_left_out_without_a_fair_reason(staff, reason) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    with pytest.raises(Refused, match=r"reason|Say why"):
        rows.leave_out(
            batch_id=batch_id, number=2, reason=reason, by=staff.importer, at=AT
        )

    assert ImportRow.objects.get(batch=batch_id, number=2).left_out_reason == ""


def test_findings_are_shown_by_kind_and_page(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    def shown(kind=None, show="all", page=1):
        return open_findings(
            batch_id=batch_id, kind=kind, show=show, page=page, by=staff.importer, at=AT
        )

    assert [line.number for line in shown(FindingKind.PAST_RETENTION).rows] == [9]
    assert [line.number for line in shown(show="open").rows] == [
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
    ]
    assert [line.number for line in shown(show="warned").rows] == [4]
    everything = shown(page=99)
    assert (everything.page, everything.pages, len(everything.rows)) == (1, 1, 12)
    assert everything.counts.blocked == 9


def test_somebody_else_is_told_there_is_no_such_import(staff) -> None:
    batch_id = stage(staff)
    officer = make_person(Role.VISITING_OFFICER)

    with pytest.raises(NotFound):
        open_row(batch_id=batch_id, number=2, by=officer, at=AT)


def test_an_import_with_blocked_rows_is_not_sent(staff) -> None:
    batch_id = stage(staff)
    confirm_words(staff, batch_id)

    with pytest.raises(Refused, match="9 rows have a finding that keeps it out"):
        commits.send(batch_id=batch_id, by=staff.importer, at=AT)

    leave_out_blocked(staff, batch_id)
    commits.send(batch_id=batch_id, by=staff.importer, at=AT)
    assert _batch(batch_id).state == ImportState.SENT
    with pytest.raises(Refused, match="can no longer be changed"):
        rows.leave_out(
            batch_id=batch_id, number=2, reason=REASON, by=staff.importer, at=AT
        )


def test_an_import_of_nothing_is_not_sent(staff) -> None:
    batch_id = make_ready(staff, hostile.workbook([messy.HEADINGS, messy.rows()[7]]))

    with pytest.raises(Refused, match="Every row is left out"):
        commits.send(batch_id=batch_id, by=staff.importer, at=AT)

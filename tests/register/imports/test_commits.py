"""One transaction, three people, nothing live, and progress seen meanwhile."""

import io
import threading
import time

import pytest
from django.db import IntegrityError, connection, connections
from openpyxl import load_workbook

from audit.kinds import Kind
from audit.queries import events_for
from documents import storage
from documents.models import Document
from register.imports import tasks
from register.imports.actions import commits, endings
from register.imports.actions.looks.endings import (
    open_outcome_report,
    open_progress,
    open_summary,
)
from register.imports.actions.progress import Progress
from register.imports.models import ImportBatch, ImportProgress, ImportRow
from register.imports.outcomes import neutral
from register.imports.states import ImportState, Stage
from register.models import Entry, Incident, Report, Statement, Subject
from register.refusals import NotPermitted, Refused
from register.states import Origin, ReportState
from tenants.codes import Role, StatementKind, SubjectKind
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.register.imports.staging import (
    AT,
    REASON,
    Silent,
    Staff,
    make_asked,
    make_ready,
    make_sent,
    make_staff,
)


@pytest.fixture
def staff(in_eastmere) -> Staff:
    return make_staff()


def _batch(batch_id) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch_id)


def test_a_row_becomes_a_countersigned_report_and_nothing_live(staff) -> None:
    batch_id = make_asked(staff)

    count = commits.commit(batch_id=batch_id, progress=Silent(), at=AT)

    reports = Report.objects.order_by("created_at", "import_row__number")
    assert count == 3
    assert {
        (r.state, r.origin, r.reporter_id, r.countersigned_by_id, r.decided_by_id)
        for r in reports
    } == {
        (
            ReportState.COUNTERSIGNED,
            Origin.IMPORT,
            staff.importer.pk,
            staff.head.pk,
            None,
        )
    }
    assert Entry.objects.count() == 0


def test_a_row_is_brought_over_whole(staff) -> None:
    batch_id = make_asked(staff)

    commits.commit(batch_id=batch_id, progress=Silent(), at=AT)

    report = ImportRow.objects.get(batch=batch_id, number=3).report
    assert report is not None
    subject, incident = report.subject, Incident.objects.get(report=report)
    assert subject is not None
    assert (subject.kind, subject.name, subject.aliases) == (
        SubjectKind.PERSON_AT_PREMISES,
        "Marie Gray",
        ["Maureen Gray"],
    )
    assert (subject.uprn, subject.address) == (
        "999111011613",
        "127 Orchard Way\nEastmere",
    )
    assert (report.category, report.precautions) == ("HATE", ["PHONE", "TWO"])
    assert (str(incident.happened_on), incident.police_reference) == (
        "2026-05-01",
        "CR/10001/26",
    )
    statement = Statement.objects.get(incident=incident)
    assert (statement.kind, statement.by_whom) == (StatementKind.SEEN, "Housing")


def test_words_and_file_go_and_outcomes_stay(staff) -> None:
    batch_id = make_asked(staff)
    document = _batch(batch_id).document

    commits.commit(batch_id=batch_id, progress=Silent(), at=AT)

    batch = _batch(batch_id)
    assert (batch.state, batch.document_id) == (ImportState.COMMITTED, None)
    rows = list(batch.rows.all())
    assert all(row.cells == [] and row.corrections == {} for row in rows)
    assert not any(f["sentence"] for row in rows for f in row.findings)
    assert sum(1 for row in rows if row.left_out_reason == REASON) == 9
    endings.remove_file(document_id=document.pk)
    with pytest.raises(storage.StorageFailed):
        storage.get(document.storage_key, sha256=document.sha256)
    assert not Document.objects.filter(pk=document.pk).exists()
    endings.remove_file(document_id=document.pk)


def test_a_commit_done_twice_makes_nothing_more(staff) -> None:
    batch_id = make_asked(staff)

    first = commits.commit(batch_id=batch_id, progress=Silent(), at=AT)
    second = commits.commit(batch_id=batch_id, progress=Silent(), at=AT)

    assert (first, second, Report.objects.count()) == (3, 3, 3)


def test_every_step_is_on_record_and_names_nobody(staff, in_eastmere) -> None:
    batch_id = make_asked(staff)
    commits.commit(batch_id=batch_id, progress=Silent(), at=AT)

    events = events_for(organisation=in_eastmere.id, subject=str(batch_id))

    kinds = [event.kind for event in events]
    for kind in (Kind.IMPORT_UPLOADED, Kind.IMPORT_SENT, Kind.IMPORT_COMMITTED):
        assert kind in kinds
    committed = next(e for e in events if e.kind == Kind.IMPORT_COMMITTED)
    assert committed.details == {"reports": 3, "left_out": 9}
    assert committed.actor_id == str(staff.head.pk)
    assert "Baxter" not in str([event.details for event in events])


@pytest.mark.parametrize("who", ["importer", "officer"])
def test_only_another_head_of_service_may_commit(staff, who) -> None:
    batch_id = make_sent(staff)
    person = staff.importer if who == "importer" else make_person(Role.DECISION_OFFICER)

    with pytest.raises((Refused, NotPermitted)):
        commits.ask_for_commit(batch_id=batch_id, by=person, at=AT)

    assert _batch(batch_id).state == ImportState.SENT


def test_the_database_refuses_one_person_in_both_places(staff) -> None:
    batch_id = make_sent(staff)

    with pytest.raises(IntegrityError, match="register_import_two_people"):
        ImportBatch.objects.filter(pk=batch_id).update(
            commit_by=staff.importer, commit_asked_at=AT
        )


def test_a_head_of_service_may_send_it_back(staff) -> None:
    batch_id = make_sent(staff)

    with pytest.raises(Refused, match="Say what the importer should look at"):
        commits.return_to_importer(batch_id=batch_id, reason=" ", by=staff.head, at=AT)
    commits.return_to_importer(
        batch_id=batch_id, reason="Row 3 is wrong.", by=staff.head, at=AT
    )

    batch = _batch(batch_id)
    assert (batch.state, batch.returned_reason) == (
        ImportState.CHECKING,
        "Row 3 is wrong.",
    )


def test_what_grew_too_old_since_stops_the_whole_import(staff) -> None:
    batch_id = make_asked(staff)
    next_year = AT.replace(year=2027, month=8)

    with pytest.raises(Refused, match="something was found about row 3"):
        commits.commit(batch_id=batch_id, progress=Silent(), at=next_year)

    assert Report.objects.count() == 0


def test_progress_is_told_row_by_row(staff) -> None:
    batch_id = make_asked(staff)
    silent = Silent()

    commits.commit(batch_id=batch_id, progress=silent, at=AT)

    assert silent.heard == [
        (Stage.CHECKING, 0, 0),
        (Stage.WRITING, 1, 3),
        (Stage.WRITING, 2, 3),
        (Stage.WRITING, 3, 3),
        (Stage.DONE, 3, 3),
    ]


def test_the_dry_run_says_what_would_be_made_and_makes_nothing(staff) -> None:
    batch_id = make_ready(staff)

    page = open_summary(batch_id=batch_id, by=staff.importer, at=AT)

    assert (page.counts.becoming, page.counts.left_out) == (3, 9)
    assert page.by_statement == ((StatementKind.SEEN, 3),)
    assert dict(page.left_out) == {REASON: 9}
    assert (page.may_send, page.why_not) == (True, ())
    assert Report.objects.count() == Subject.objects.count() == 0


def test_the_report_lists_every_row_and_runs_nothing(staff) -> None:
    batch_id = make_ready(staff)

    data, name = open_outcome_report(batch_id=batch_id, by=staff.importer, at=AT)

    sheet = load_workbook(io.BytesIO(data)).active
    rows = list(sheet.values)
    assert name == "import-2026-11-21.xlsx"
    assert {row[0] for row in rows[1:]} == set(range(2, 14))
    assert [row[1] for row in rows if row[0] == 9] == ["Left out"]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_what_a_spreadsheet_would_run_is_neutralised(text) -> None:
    assert neutral(text) == f"'{text}"


def test_what_is_already_held_is_found(staff) -> None:
    commits.commit(batch_id=make_asked(staff), progress=Silent(), at=AT)

    again = make_ready(staff)

    row = ImportRow.objects.get(batch=again, number=3)
    assert row.finding_kinds == ["ALREADY_HELD"]
    assert "R-" in row.findings[0]["sentence"]


def test_an_import_nobody_finished_is_given_up(staff, in_eastmere) -> None:
    batch_id = make_ready(staff)
    by = tasks.system("imports", organisation=in_eastmere.id)

    assert endings.abandon_old(by=by, at=AT.replace(day=30)) == 0
    assert endings.abandon_old(by=by, at=AT.replace(month=12, day=28)) == 1

    batch = _batch(batch_id)
    assert (batch.state, batch.document_id) == (ImportState.ABANDONED, None)
    assert all(row.cells == [] for row in batch.rows.all())


def test_an_import_being_committed_is_not_abandoned(staff) -> None:
    batch_id = make_asked(staff)

    with pytest.raises(Refused, match="can no longer be abandoned"):
        endings.abandon(batch_id=batch_id, by=staff.importer, at=AT)


# The rest commits for good: only then can one connection see another's work.


class Killed(BaseException):
    """The worker was killed: nothing is caught, nothing is tidied."""


class KilledAfter:
    """Hears progress, and dies when so many rows are written."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def say(
        self, stage: Stage, done: int = 0, total: int = 0, sentence: str = ""
    ) -> None:
        if stage is Stage.WRITING and done == self.rows:
            raise Killed


@pytest.mark.throwaway
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_commit_killed_midway_leaves_nothing_and_can_be_run_again(
    open_throwaway, rows
) -> None:
    with in_organisation(open_throwaway()):
        batch_id = make_asked(make_staff())

        with pytest.raises(Killed):
            commits.commit(batch_id=batch_id, progress=KilledAfter(rows), at=AT)

        connection.close()
        left = (
            Report.objects.count(),
            Subject.objects.count(),
            Statement.objects.count(),
        )
        assert left == (0, 0, 0)
        assert _batch(batch_id).state == ImportState.COMMITTING
        assert commits.commit(batch_id=batch_id, progress=Silent(), at=AT) == 3
        assert Report.objects.count() == 3


@pytest.mark.throwaway
def test_progress_is_seen_before_the_commit_is_over(open_throwaway) -> None:
    organisation = open_throwaway()
    with in_organisation(organisation):
        staff = make_staff()
        batch_id = make_asked(staff)
    seen: list[tuple[str, int, int, int]] = []
    written, looked = threading.Event(), threading.Event()

    class Watched(Progress):
        """A progress that lets somebody look while the transaction is open."""

        def say(self, stage, done=0, total=0, sentence="") -> None:
            super().say(stage, done, total, sentence)
            if stage is Stage.WRITING and done == 2:
                written.set()
                assert looked.wait(20)

    def look() -> None:
        assert written.wait(20)
        try:
            with in_organisation(organisation):
                for _ in range(100):
                    page = open_progress(batch_id=batch_id, by=staff.head, at=AT)
                    if page.done == 2:
                        break
                    time.sleep(0.1)
                seen.append((page.stage, page.done, page.total, Report.objects.count()))  # type: ignore[possibly-undefined]  # looked at least once
        finally:
            looked.set()
            connections.close_all()

    watcher = threading.Thread(target=look)
    watcher.start()
    with in_organisation(organisation), Watched(organisation, batch_id) as progress:
        commits.commit(batch_id=batch_id, progress=progress, at=AT)
    watcher.join()

    assert seen == [(Stage.WRITING, 2, 3, 0)]
    with in_organisation(organisation):
        row = ImportProgress.objects.get(pk=batch_id)
        assert (row.stage, row.done, Report.objects.count()) == (Stage.DONE, 3, 3)


@pytest.mark.throwaway
def test_a_refused_commit_goes_back_to_the_importer_with_the_reason(
    open_throwaway,
) -> None:
    with in_organisation(open_throwaway()):
        staff = make_staff()
        batch_id = make_asked(staff)

        commits.run(batch_id=batch_id, at=AT.replace(year=2027, month=8))

        batch = _batch(batch_id)
        assert (batch.state, batch.commit_by_id) == (ImportState.CHECKING, None)
        assert batch.returned_reason.startswith("Since the import was sent")
        progress = ImportProgress.objects.get(pk=batch_id)
        assert progress.stage == Stage.FAILED
        assert Report.objects.count() == 0

"""How does a report go from draft to countersigned, and who may take each step?"""

from dataclasses import replace

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions import reports
from register.actions.bringing_in import bring_in
from register.actions.reports import ContentRefused
from register.models import Incident, Report, Statement, Subject
from register.queries.contents import content_of
from register.queries.reports import report_for
from register.queries.work import my_work
from register.refusals import NotFound, NotPermitted, Refused
from register.states import NotAllowedNow, ReportState
from tenants.codes import Role
from tenants.packs.pack import Suspended
from tests.accounts.making import make_person
from tests.register.making import (
    AT,
    CONTENT,
    SEEN,
    TODAY,
    TOLD,
    decided,
    make_report,
    saying,
)


def kinds_of(report):
    events = Event.objects.filter(subject=report.reference).order_by("recorded_at")
    return list(events.values_list("kind", flat=True))


def test_a_report_keeps_what_was_said(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    stored = Report.objects.get(reference=report.reference)
    assert content_of(stored) == CONTENT
    assert stored.reporter == people.reporter
    assert kinds_of(stored) == [Kind.REPORT_DRAFTED, Kind.REPORT_SUBMITTED]


def test_answers_are_kept_by_topic(people):
    report = make_report(people, state=ReportState.DRAFT)

    for topic, answers in [("about", {"name": "x"}), ("about", {"name": "y"})]:
        report = reports.answer(
            reference=report.reference,
            topic=topic,
            answers=answers,
            by=people.reporter,
            at=AT,
        )

    assert report.draft == {"about": {"name": "y"}}


def test_a_draft_is_not_found_by_others(people):
    report = make_report(people, state=ReportState.DRAFT)

    with pytest.raises(NotFound):
        reports.submit(
            reference=report.reference, content=CONTENT, by=people.head, at=AT
        )


def test_a_report_with_problems_names_its_fields_and_changes_nothing(people):
    report = make_report(people, state=ReportState.DRAFT)
    bad = replace(CONTENT, summary="", subject=replace(CONTENT.subject, name=""))

    with pytest.raises(ContentRefused) as refused:
        reports.submit(
            reference=report.reference, content=bad, by=people.reporter, at=AT
        )

    assert [p.field for p in refused.value.problems] == ["name", "summary"]
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    assert Subject.objects.count() == 0


def test_a_returned_report_is_changed_and_sent_again(people):
    report = make_report(people, state=ReportState.RETURNED)
    better = saying(SEEN, TOLD, summary="Threw a chair; a witness agrees.")

    report = reports.submit(
        reference=report.reference, content=better, by=people.reporter, at=AT
    )

    assert report.state == ReportState.SUBMITTED
    assert content_of(Report.objects.get(pk=report.pk)) == better
    assert (Subject.objects.count(), Incident.objects.count()) == (1, 1)
    assert Statement.objects.count() == 2


def test_a_return_needs_a_reason(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    with pytest.raises(Refused, match="what the reporter should add"):
        reports.return_to_reporter(
            reference=report.reference, reason=" ", by=people.head, at=AT
        )


def test_the_decider_may_return_it_and_the_countersignature_goes(people):
    report = make_report(people)

    report = reports.return_to_reporter(
        reference=report.reference, reason="Which day?", by=people.decider, at=AT
    )

    assert report.state == ReportState.RETURNED
    assert (report.countersigned_by, report.countersigned_at) == (None, None)
    assert report.return_reason == "Which day?"


def test_the_reporter_cannot_countersign(people):
    both = make_person(Role.VISITING_OFFICER, Role.HEAD_OF_SERVICE)
    report = make_report(replace(people, reporter=both), state=ReportState.SUBMITTED)

    with pytest.raises(NotPermitted) as refused:
        reports.countersign(reference=report.reference, comment="", by=both, at=AT)

    assert refused.value.sentences == (
        "You reported this, so somebody else must countersign it.",
    )


def test_only_the_packs_role_countersigns(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    with pytest.raises(NotPermitted, match="Only the head of service"):
        reports.countersign(
            reference=report.reference, comment="", by=people.decider, at=AT
        )


def test_a_countersigned_report_cannot_be_countersigned_again(people):
    report = make_report(people)

    with pytest.raises(NotAllowedNow, match="“Waiting for a decision”"):
        reports.countersign(
            reference=report.reference,
            comment="",
            by=make_person(Role.HEAD_OF_SERVICE),
            at=AT,
        )


def test_a_submitted_report_is_no_longer_edited(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    with pytest.raises(Refused, match="“Waiting for a countersignature”"):
        reports.answer(
            reference=report.reference,
            topic="about",
            answers={},
            by=people.reporter,
            at=AT,
        )


def test_somebody_without_the_role_cannot_report(people):
    with pytest.raises(NotPermitted, match="This step is for"):
        reports.draft(by=people.decider, at=AT)


def test_a_row_brought_in_waits_for_a_third_person(people):
    importer = make_person(Role.HEALTH_AND_SAFETY)

    report = bring_in(
        content=CONTENT, reporter=importer, countersigner=people.head, at=AT
    )

    assert (report.state, report.origin) == ("COUNTERSIGNED", "IMPORT")
    assert (report.reporter, report.countersigned_by) == (importer, people.head)
    assert kinds_of(report) == [Kind.REPORT_BROUGHT_IN]


def test_the_importer_cannot_commit_what_they_imported(people):
    with pytest.raises(NotPermitted, match="must be two people"):
        bring_in(
            content=CONTENT, reporter=people.head, countersigner=people.head, at=AT
        )


def test_an_organisation_without_a_register_takes_no_report(in_brightfix):
    person = make_person(Role.PARTNER_OFFICER)

    with pytest.raises(NotPermitted, match="keeps no register"):
        reports.draft(by=person, at=AT)


def test_a_report_may_be_raised_in_one_step(people):
    report = reports.raise_report(content=CONTENT, by=people.reporter, at=AT)

    assert report.state == ReportState.SUBMITTED
    assert kinds_of(report) == [Kind.REPORT_DRAFTED, Kind.REPORT_SUBMITTED]


def test_a_suspended_register_says_what_to_do_instead(people, under_pack):
    under_pack(suspended=Suspended(reason="Legal challenge.", fallback="Ask Housing."))

    with pytest.raises(NotPermitted) as refused:
        reports.draft(by=people.reporter, at=AT)

    assert refused.value.sentences == (
        "The register is suspended: Legal challenge. Instead: Ask Housing.",
    )


def test_without_a_countersignature_the_decider_sees_it_at_once(people, under_pack):
    under_pack(countersign_role=None)
    report = make_report(people, state=ReportState.SUBMITTED)

    page = report_for(people.decider, report.reference, on=TODAY)
    waiting = my_work(people.decider, on=TODAY)

    assert page.may == {"decide", "return"}
    assert [item.kind for item in waiting] == ["decide"]
    assert decided(people, report).entry.state == "ACTIVE"
    with pytest.raises(NotPermitted, match="has no countersignature"):
        reports.countersign(
            reference=report.reference, comment="", by=people.head, at=AT
        )


def test_somebody_else_does_not_edit_a_returned_report(people):
    report = make_report(people, state=ReportState.RETURNED)

    with pytest.raises(NotPermitted, match="Only the person who began"):
        reports.submit(
            reference=report.reference, content=CONTENT, by=people.head, at=AT
        )

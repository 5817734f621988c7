"""What waits for whom?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.actors import system
from register.actions import letters, pairs, reviews
from register.facts import Tell
from register.models import Notice
from register.queries.reports import content_for, draft_for, reports_awaiting
from register.queries.work import my_reports, my_work
from register.refusals import NotFound
from register.states import ReportState
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.making import (
    AT,
    CONTENT,
    TODAY,
    make_entry,
    make_report,
)


def kinds(user, on=TODAY):
    return [item.kind for item in my_work(user, on=on)]


def test_a_submitted_report_waits_for_the_head_of_service(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    assert [i.reference for i in my_work(people.head, on=TODAY)] == [report.reference]
    assert kinds(people.decider) == []
    assert kinds(people.reporter) == []
    assert [p.reference for p in reports_awaiting(people.head, on=TODAY)] == [
        report.reference
    ]


def test_a_countersigned_report_waits_for_the_decider(people):
    make_report(people)

    assert kinds(people.decider) == ["decide"]
    assert kinds(people.head) == []


def test_a_returned_report_waits_for_its_reporter(people):
    report = make_report(people, state=ReportState.RETURNED)

    (item,) = my_work(people.reporter, on=TODAY)

    assert (item.reference, item.kind, item.owner) == (
        report.reference,
        "report",
        "you",
    )


def test_a_head_of_service_is_not_asked_to_countersign_their_own(people):
    make_report(
        replace(people, reporter=people.head),
        state=ReportState.SUBMITTED,
    )

    assert kinds(people.head) == []


def test_reviews_come_up_a_quarter_ahead_and_turn_overdue(people):
    entry = make_entry(people)
    soon = entry.review_on - timedelta(days=60)

    (item,) = my_work(people.decider, on=soon)

    assert (item.kind, item.due_on, item.overdue) == ("entry", entry.review_on, False)
    assert kinds(people.decider) == []


def test_an_entry_stays_on_the_list_while_it_is_under_review(people):
    entry = make_entry(people)
    soon = entry.review_on - timedelta(days=60)
    reviews.begin_review(reference=entry.reference, by=people.decider, at=AT)

    (item,) = my_work(people.decider, on=soon)

    assert (item.reference, item.state_label) == (entry.reference, "Under review")


def test_two_records_that_may_be_one_wait_for_the_adviser_and_name_nobody(people):
    misspelt = replace(CONTENT, subject=replace(CONTENT.subject, name="Rowen Ashby"))
    make_entry(people)
    make_entry(people, content=misspelt)
    pairs.propose(by=system("matches"), at=AT)
    adviser = make_person(Role.HEALTH_AND_SAFETY)

    items = [item for item in my_work(adviser, on=TODAY) if item.kind == "match"]

    assert [item.what[:27] for item in items] == ["Two records that may be one"]
    assert "Ashby" not in f"{items}"
    assert "match" not in kinds(people.decider)


def test_a_person_not_told_comes_up_for_a_new_test(people):
    entry = make_entry(people, tell=Tell(told=False, reason="He is armed."))
    assert entry.not_told_retest_on is not None
    late = entry.not_told_retest_on + timedelta(days=1)

    items = [i for i in my_work(people.decider, on=late) if "whether to tell" in i.what]

    assert [(i.reference, i.overdue) for i in items] == [(entry.reference, True)]


def test_a_letter_to_print_is_on_the_list_until_it_is_posted(people):
    no_email = replace(CONTENT, subject=replace(CONTENT.subject, email=""))
    make_entry(people, content=no_email)
    notice = Notice.objects.get()
    letters.send(notice_id=notice.pk, at=AT)

    (item,) = my_work(people.decider, on=TODAY)
    assert item.what.startswith("Print and post the letter “Added to the register”")
    assert item.due_on == notice.due_on
    adviser = make_person(Role.HEALTH_AND_SAFETY)  # who may not post it
    assert kinds(adviser) == []

    letters.mark_posted(notice_id=notice.pk, by=people.decider, at=AT)

    assert my_work(people.decider, on=TODAY) == []


def test_work_holds_no_name(people):
    make_report(people)

    (item,) = my_work(people.decider, on=TODAY)

    assert "Rowan" not in f"{item}"


def test_my_reports_are_mine(people):
    first = make_report(people, state=ReportState.DRAFT)
    second = make_report(people, at=AT + timedelta(hours=1))

    mine = my_reports(people.reporter, on=TODAY)

    assert [i.reference for i in mine] == [second.reference, first.reference]
    assert my_reports(make_person(Role.REPORTER), on=TODAY) == []


def test_a_draft_is_read_by_its_reporter_alone(people):
    draft = make_report(people, state=ReportState.DRAFT)

    assert draft_for(people.reporter, draft.reference) == {}
    with pytest.raises(NotFound):
        draft_for(people.head, draft.reference)
    with pytest.raises(NotFound):
        draft_for(people.reporter, make_report(people).reference)


def test_content_is_for_those_with_a_part_in_it(people):
    report = make_report(people)

    assert content_for(people.decider, report.reference, on=TODAY) == CONTENT
    with pytest.raises(NotFound):
        content_for(make_person(Role.REPORTER), report.reference, on=TODAY)
    draft = make_report(people, state=ReportState.DRAFT)
    with pytest.raises(NotFound):
        content_for(people.reporter, draft.reference, on=TODAY)


@pytest.mark.parametrize("reports", [1, 3])
def test_the_work_list_takes_the_same_statements(
    people, reports, django_assert_num_queries
):
    for _ in range(reports):
        make_report(people)

    with django_assert_num_queries(8):
        my_work(people.decider, on=TODAY)

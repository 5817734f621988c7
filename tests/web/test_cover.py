"""May a cover officer stand in on the one case given to them, and on no other?"""

from dataclasses import replace

import pytest

from accounts.actions.people import disable_person
from audit.models import Event
from register.actions import cover
from register.actions import reports as acting
from register.models import Report
from register.refusals import NotPermitted, Refused
from register.states import ReportState
from tenants.codes import Role
from tests.accounts.making import BY, make_person
from tests.register import making
from tests.register.making import AT
from tests.web.walking import browser, page_of, signed_in


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def officer(in_eastmere):
    return make_person(Role.COVER_OFFICER)


@pytest.fixture
def report(people) -> Report:
    return making.make_report(people, state=ReportState.SUBMITTED)


def test_the_head_of_service_lets_somebody_stand_in_and_they_countersign(
    in_eastmere, people, officer, report
):
    head, standing_in = (
        signed_in(in_eastmere, people.head),
        signed_in(in_eastmere, officer),
    )
    where = f"/reports/{report.reference}/"
    before = standing_in.post(f"{where}countersign/", {"comment": ""})
    asked = page_of(head.get(where))

    given = head.post(f"{where}cover/", {"officer": str(officer.pk)})
    shown = page_of(head.get(given["Location"]))
    work = page_of(standing_in.get("/"))
    done = standing_in.post(f"{where}countersign/", {"comment": "I was there."})

    assert before.status_code == 422
    assert "Only the head of service may countersign." in page_of(before)
    assert "Let a cover officer stand in" in asked
    assert (
        f'End this<span class="govuk-visually-hidden"> for {officer.full_name}' in shown
    )
    assert report.reference in work
    assert done.status_code == 303
    report.refresh_from_db()
    assert (report.state, report.countersigned_by) == ("COUNTERSIGNED", officer)
    roles = Event.objects.filter(subject=report.reference).values_list(
        "kind", "actor_role"
    )
    assert ("register.report_cover_given", "HEAD_OF_SERVICE") in roles
    assert ("register.report_countersigned", "COVER_OFFICER") in roles


def test_it_is_one_case_and_no_other(people, officer, report):
    other = making.make_report(people, state=ReportState.SUBMITTED)
    cover.give(reference=report.reference, officer=officer.pk, by=people.head, at=AT)

    with pytest.raises(NotPermitted, match="Only the head of service"):
        acting.countersign(reference=other.reference, comment="", by=officer, at=AT)
    acting.return_to_reporter(
        reference=report.reference, reason="Say when it was.", by=officer, at=AT
    )

    assert Report.objects.get(pk=report.pk).state == ReportState.RETURNED
    assert Report.objects.get(pk=other.pk).state == ReportState.SUBMITTED


def test_standing_in_ends_when_it_is_taken_back(in_eastmere, people, officer, report):
    head = signed_in(in_eastmere, people.head)
    where = f"/reports/{report.reference}/cover/"
    head.post(where, {"officer": str(officer.pk)})

    ended = head.post(f"{where}{officer.pk}/end/")
    again = head.post(f"{where}{officer.pk}/end/")

    assert (ended.status_code, again.status_code) == (303, 404)
    with pytest.raises(NotPermitted):
        acting.countersign(reference=report.reference, comment="", by=officer, at=AT)


def test_whoever_stood_in_and_left_stands_in_no_more(people, officer, report):
    cover.give(reference=report.reference, officer=officer.pk, by=people.head, at=AT)
    disable_person(user=officer, by=BY, at=AT)

    with pytest.raises(NotPermitted):
        acting.countersign(reference=report.reference, comment="", by=officer, at=AT)


def test_nobody_stands_in_on_what_they_reported(people, in_eastmere):
    both = make_person(Role.REPORTER, Role.COVER_OFFICER)
    own = making.make_report(
        replace(people, reporter=both), state=ReportState.SUBMITTED
    )

    with pytest.raises(Refused, match="reported this, so cannot stand in"):
        cover.give(reference=own.reference, officer=both.pk, by=people.head, at=AT)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.DECISION_OFFICER])
def test_only_a_cover_officer_stands_in(people, report, role):
    with pytest.raises(Refused, match="is not a cover officer"):
        cover.give(
            reference=report.reference,
            officer=make_person(role).pk,
            by=people.head,
            at=AT,
        )


@pytest.mark.parametrize(
    "role", [Role.COVER_OFFICER, Role.DECISION_OFFICER, Role.HEALTH_AND_SAFETY]
)
def test_only_whoever_may_countersign_gives_it(people, officer, report, role):
    with pytest.raises(NotPermitted, match="Only whoever may countersign"):
        cover.give(
            reference=report.reference,
            officer=officer.pk,
            by=make_person(role),
            at=AT,
        )


def test_others_find_no_such_page(in_eastmere, report):
    address = f"/reports/{report.reference}/cover/"

    assert browser(in_eastmere, Role.COVER_OFFICER).get(address).status_code == 403
    assert browser(in_eastmere, Role.DECISION_OFFICER).get(address).status_code == 403


def test_what_waits_for_no_countersignature_needs_nobody(people, officer, report):
    acting.countersign(reference=report.reference, comment="", by=people.head, at=AT)

    with pytest.raises(Refused, match="does not wait for a countersignature"):
        cover.give(
            reference=report.reference, officer=officer.pk, by=people.head, at=AT
        )


def test_nobody_chosen_is_said(in_eastmere, people, officer, report):
    head = signed_in(in_eastmere, people.head)

    answer = head.post(f"/reports/{report.reference}/cover/", {})

    assert answer.status_code == 422
    assert "Choose who is to stand in." in page_of(answer)

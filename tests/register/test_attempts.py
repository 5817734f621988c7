"""Is an attempt on a permission on record, with nothing changed by it?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.kinds import Kind
from audit.models import Event
from register.actions import appeals, entries, overlays, retests
from register.actions.appeals.recording import AppealWords
from register.actions.corrections import Correction, correct
from register.appeal_states import Route
from register.models import Change, Report
from register.refusals import NotPermitted, Refused
from register.states import Outcome, ReportState
from rights.actions.figures import read_figures
from sharing.actions import approvals
from tenants.codes import Precaution, Role
from tests.accounts.making import make_person
from tests.register.making import AT, CRITERIA, TODAY, decided, make_entry, make_report
from tests.web.walking import signed_in


LATER = AT + timedelta(days=1)


def attempts() -> list[tuple[str, str, str]]:
    """What was tried, upon what and by whom."""
    found = Event.objects.filter(kind=Kind.STEP_NOT_ALLOWED).order_by("recorded_at")
    return [(one.details["step"], one.subject, one.actor_id) for one in found]


def test_a_decision_by_the_wrong_role_is_on_record_and_decides_nothing(people):
    report = make_report(people)

    with pytest.raises(NotPermitted, match="Only the decision officer may decide"):
        decided(people, report, by=people.reporter)

    report.refresh_from_db()
    assert report.state == ReportState.COUNTERSIGNED
    assert attempts() == [("decide", report.reference, str(people.reporter.pk))]
    event = Event.objects.get(kind=Kind.STEP_NOT_ALLOWED)
    assert event.actor_role == Role.VISITING_OFFICER
    assert "Rowan" not in str(event.details)


def test_an_attempt_through_a_wider_step_is_on_record_once(people):
    """The wider transaction is undone, and what stood in it of the attempt with it."""
    report = make_report(people)

    with pytest.raises(NotPermitted):
        approvals.decide(
            reference=report.reference,
            outcome=Outcome.DECLINE,
            criteria=CRITERIA,
            proportionality="It is not needed.",
            by=people.head,
            at=AT,
        )

    assert attempts() == [("decide", report.reference, str(people.head.pk))]


def _withdraw(entry, person):
    entries.withdraw(reference=entry.reference, reason="Gone.", by=person, at=LATER)


def _correct(entry, person):
    correct(
        reference=entry.reference,
        correction=Correction(precautions=(Precaution.PHONE,)),
        reason="The note said ring.",
        by=person,
        at=LATER,
    )


def _hold(entry, person):
    overlays.hold(reference=entry.reference, reason="A claim.", by=person, at=LATER)


def _tell_now(entry, person):
    retests.tell_now(reference=entry.reference, reason="Safe now.", by=person, at=LATER)


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (_withdraw, "withdraw"),
        (_correct, "correct"),
        (_hold, "hold"),
        (_tell_now, "tell_now"),
    ],
)
def test_each_step_upon_an_entry_notes_who_may_not(people, step, name):
    entry = make_entry(people)

    with pytest.raises(NotPermitted):
        step(entry, people.reporter)

    before = entry.version
    entry.refresh_from_db()
    assert entry.version == before
    assert not Change.objects.exists()
    assert attempts() == [(name, entry.reference, str(people.reporter.pk))]


def test_arranging_ones_own_decisions_appeal_is_an_attempt(people, in_eastmere):
    entry = make_entry(people)
    words = AppealWords(grounds="It was not me.", route=Route.LETTER, received_on=TODAY)
    appeal = appeals.record(
        entry=entry.reference, words=words, by=people.decider, at=AT
    )

    with pytest.raises(NotPermitted):
        appeals.acknowledge(reference=appeal.reference, by=people.decider, at=AT)

    assert attempts() == [("acknowledge", appeal.reference, str(people.decider.pk))]


def test_reading_the_figures_without_the_role_is_an_attempt(people):
    with pytest.raises(NotPermitted):
        read_figures(since=TODAY, until=TODAY, by=people.reporter, at=AT)

    assert attempts() == [("read_figures", "", str(people.reporter.pk))]


def test_what_the_rules_forbid_is_no_attempt_on_a_permission(people):
    report = make_report(people)

    with pytest.raises(Refused):
        decided(people, report, proportionality="")

    assert attempts() == []


def test_a_form_of_a_page_that_is_not_theirs_is_an_attempt(people, in_eastmere):
    report = make_report(people)
    browser = signed_in(in_eastmere, people.reporter)
    address = reverse("decisions:step", args=[report.reference, "factors"])

    assert browser.get(address).status_code == 403
    assert attempts() == []
    assert browser.post(address, {}).status_code == 403
    assert attempts() == [("decisions:step", report.reference, str(people.reporter.pk))]
    assert Report.objects.get(pk=report.pk).decided_by_id is None


def test_a_disabled_persons_attempt_names_no_role(people):
    report = make_report(people)
    leaver = make_person(Role.HEAD_OF_SERVICE)
    leaver.is_active, leaver.disabled_at = False, AT
    leaver.save()

    with pytest.raises(NotPermitted):
        decided(people, report, by=leaver)

    assert Event.objects.get(kind=Kind.STEP_NOT_ALLOWED).actor_role == ""

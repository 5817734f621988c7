"""Is a request answered in time, by the right person, with its effects?"""

from datetime import date, timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event
from documents.queries import read
from markers.models import Marker
from register.actions import entries
from register.models import Entry
from register.refusals import NotPermitted, Refused
from rights.actions import answers, clocks, looks, requests
from rights.models import RightsRequest
from rights.queries import people as finding
from rights.states import (
    Effect,
    PauseAbout,
    RequestKind,
    RequestOutcome,
    RequestState,
)
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.documents.reading import read_pdf
from tests.register.making import AT, TODAY, make_entry
from tests.rights.making import known, receive


def answered(officer, request, **changes):
    asked = {
        "reference": request.reference,
        "outcome": RequestOutcome.GRANTED,
        "reasons": "We agree.",
        "changes": set(),
        "by": officer,
        "at": AT,
    }
    return answers.answer(**(asked | changes))


def test_the_clock_runs_from_the_day_it_was_received(officer):
    request = receive(officer, received_on=TODAY - timedelta(days=3))

    assert request.due_on == date(2026, 12, 21)  # 20 December is a Sunday
    assert request.due_working[0] == "Received on Friday 20 November 2026."


@pytest.mark.parametrize("role", [Role.DECISION_OFFICER, Role.HEALTH_AND_SAFETY])
def test_nobody_else_records_or_reads_a_request(officer, role):
    request = receive(officer)
    other = make_person(role)

    with pytest.raises(NotPermitted):
        receive(other)
    with pytest.raises(NotPermitted):
        looks.open_request(reference=request.reference, by=other, at=AT)


def test_tomorrow_is_not_received_yet(officer):
    with pytest.raises(Refused, match="today or in the past"):
        receive(officer, received_on=TODAY + timedelta(days=1))


def test_a_pause_stops_the_clock_and_an_answer_starts_it(officer):
    request = receive(officer)
    who = {"reference": request.reference, "by": officer}
    clocks.pause(about=PauseAbout.SCOPE, asked="Which years?", at=AT, **who)

    page = looks.open_request(at=AT + timedelta(days=90), **who)
    assert page.line.state == RequestState.PAUSED
    assert not page.line.overdue
    clocks.resume(at=AT + timedelta(days=10), **who)

    request = RightsRequest.objects.get()
    assert request.due_on == date(2027, 1, 4)  # 2 January 2027 is a Saturday
    assert request.state == RequestState.OPEN


def test_an_extension_is_for_the_first_month_and_once(officer):
    request = receive(officer)
    who = {"reference": request.reference, "by": officer, "reason": "Ten years."}

    with pytest.raises(Refused, match="first month is over"):
        clocks.extend(at=AT + timedelta(days=40), **who)
    assert clocks.extend(at=AT, **who).due_on == date(2027, 2, 23)
    with pytest.raises(Refused, match="once"):
        clocks.extend(at=AT, **who)


def test_a_complaint_is_acknowledged_then_answered_without_a_date(officer):
    complaint = receive(officer, RequestKind.COMPLAINT)
    assert complaint.due_on == date(2026, 12, 23)
    with pytest.raises(Refused, match="Acknowledge the complaint first"):
        answered(officer, complaint, outcome=RequestOutcome.REFUSED)
    with pytest.raises(Refused, match="neither stops"):
        clocks.pause(
            reference=complaint.reference,
            about=PauseAbout.SCOPE,
            asked="?",
            by=officer,
            at=AT,
        )

    told = answers.acknowledge(reference=complaint.reference, by=officer, at=AT)

    assert told.due_on is None
    letter = read_pdf(read(told.acknowledgement))
    assert "H1" in letter.roles
    assert letter.fonts_are_embedded
    done = answered(officer, complaint, outcome=RequestOutcome.PARTLY)
    assert done.outcome == RequestOutcome.PARTLY


def test_a_restriction_is_made_at_once(people, officer):
    entry = make_entry(people)
    request = known(officer, entry.subject_id, RequestKind.RESTRICTION)

    answered(officer, request, changes={(Effect.RESTRICT, entry.reference)})

    assert Entry.objects.get().processing_restricted
    assert Marker.objects.get().processing_restricted
    assert RightsRequest.objects.get().changes.get().done_at == AT
    event = Event.objects.get(kind=Kind.ENTRY_RESTRICTED)
    assert event.actor_id == str(officer.pk)


def test_an_end_waits_for_a_decision_officer(people, officer):
    entry = make_entry(people)
    request = known(officer, entry.subject_id, RequestKind.ERASURE)
    answered(officer, request, changes={(Effect.END, entry.reference)})
    change = RightsRequest.objects.get().changes.get()
    who = {"reference": request.reference, "change_id": change.pk, "by": officer}

    with pytest.raises(Refused, match="still stands"):
        answers.change_done(at=AT, **who)
    entries.withdraw(
        reference=entry.reference, reason="Erasure.", by=people.decider, at=AT
    )

    assert answers.change_done(at=AT, **who).done_at == AT


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        (RequestKind.OBJECTION, {"reasons": " "}, "Give the reasons"),
        (RequestKind.ACCESS, {}, "Seal the copy"),
        (
            RequestKind.OBJECTION,
            {"changes": {(Effect.CORRECT, "E-00000000")}},
            "cannot lead to",
        ),
        (
            RequestKind.OBJECTION,
            {"changes": {(Effect.END, "E-00000000")}},
            "E-00000000 is not about the person",
        ),
        (
            RequestKind.OBJECTION,
            {
                "outcome": RequestOutcome.REFUSED,
                "changes": {(Effect.END, "E-00000000")},
            },
            "refused request changes nothing",
        ),
    ],
)
def test_what_cannot_be_answered_is_said_and_nothing_changes(
    people, officer, kind, changes, sentence
):
    entry = make_entry(people)
    request = known(officer, entry.subject_id, kind)

    with pytest.raises(Refused, match=sentence):
        answered(officer, request, **changes)

    assert RightsRequest.objects.get().state == RequestState.OPEN


def test_nothing_is_granted_to_somebody_unknown(people, officer):
    entry = make_entry(people)
    request = receive(officer, RequestKind.RESTRICTION)
    requests.link(
        reference=request.reference, subjects=[entry.subject_id], by=officer, at=AT
    )

    with pytest.raises(Refused, match="Make sure who they are"):
        answered(officer, request, changes={(Effect.RESTRICT, entry.reference)})

    assert not Entry.objects.get().processing_restricted


def test_a_request_is_handed_to_another_officer_only(officer):
    request = receive(officer)
    other = make_person(Role.DATA_PROTECTION_OFFICER)
    reporter = make_person(Role.REPORTER)
    who = {"reference": request.reference, "by": officer, "at": AT}

    with pytest.raises(Refused, match="answers rights requests"):
        requests.hand_over(owner=reporter.pk, **who)

    assert requests.hand_over(owner=other.pk, **who).owner == other


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": "ashby rowan"}, 1),
        ({"name": "Rowan", "born": date(1980, 5, 17)}, 1),
        ({"name": "Rowan", "born": date(1981, 5, 17)}, 0),
        ({"name": "Nobody"}, 0),
        ({}, 0),
    ],
)
def test_a_person_is_found_by_name_and_birth(people, typed, found):
    make_entry(people)
    asked = {"name": "", "born": None, "reference": ""} | typed

    assert len(finding.find(**asked)) == found


def test_a_person_is_found_by_the_reference_in_their_letter(people):
    entry = make_entry(people)

    (one,) = finding.find(name="", born=None, reference=entry.reference.lower())

    assert one.id == entry.subject_id
    assert entry.reference in one.references


def test_each_step_is_on_record_without_a_name(officer, people):
    entry = make_entry(people)
    request = known(officer, entry.subject_id, RequestKind.OBJECTION)
    answered(officer, request, outcome=RequestOutcome.REFUSED)

    events = Event.objects.filter(subject=request.reference)
    kinds = set(events.values_list("kind", flat=True))
    assert {
        Kind.RIGHTS_RECEIVED,
        Kind.RIGHTS_LINKED,
        Kind.RIGHTS_IDENTITY_CONFIRMED,
        Kind.RIGHTS_ANSWERED,
    } <= kinds
    assert not any("Ashby" in str(event.details) for event in events)

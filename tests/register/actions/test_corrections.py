"""Is what an entry says put right at once, on record, and never made to last longer?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from markers.models import Marker
from register.actions import overlays
from register.actions.corrections import Correction, correct
from register.models import Change, Notice
from register.queries.entries import entry_for
from register.refusals import Changed, NotPermitted, Refused
from register.states import EntryState
from tenants.codes import Category, Precaution, Role
from tests.accounts.making import make_person
from tests.register.making import AT, CONTENT, decided, make_entry, make_report


REASON = "The officer's note said a door, not a chair."


def corrected(entry, by, *, version=None, reason=REASON, **fields):
    return correct(
        reference=entry.reference,
        correction=Correction(**fields),
        reason=reason,
        version=version,
        by=by,
        at=AT,
    )


def test_a_correction_shows_at_once_and_recalls_the_old_words(people):
    entry = make_entry(people)

    corrected(entry, people.decider, summary="Slammed a door; nobody was hurt.")

    assert Marker.objects.get().summary == "Slammed a door; nobody was hurt."
    recall = OutboxItem.objects.get(task="sharing.recall_marker")
    assert recall.arguments["reason"] == "corrected"
    assert Notice.objects.filter(entry=entry, kind="CHANGED").count() == 1
    change = Change.objects.get(entry=entry)
    assert change.before == {"summary": entry.summary}
    assert change.after == {"summary": "Slammed a door; nobody was hurt."}
    event = Event.objects.get(kind=Kind.ENTRY_CORRECTED)
    assert event.details["fields"] == ["summary"]
    assert "door" not in str(event.details)


def test_the_history_tells_why_and_by_whom(people):
    entry = make_entry(people)
    corrected(entry, people.decider, precautions=(Precaution.TWO, Precaution.PHONE))

    page = entry_for(people.decider, entry.reference, at=AT)

    line = next(m for m in page.timeline if m.what == "Corrected")
    assert (line.note, line.who) == (REASON, people.decider.full_name)


def test_a_lesser_kind_of_risk_shortens_the_term_and_none_lengthens_it(people):
    entry = make_entry(people, content=replace(CONTENT, category=Category.PHYS))

    shorter = corrected(entry, people.decider, category=Category.VERBAL)
    again = corrected(entry, people.decider, category=Category.PHYS)

    assert shorter.ends_on < entry.ends_on
    assert again.ends_on == shorter.ends_on


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Nothing would change"),
        ({"precautions": ()}, "Choose at least one precaution"),
        ({"summary": "x" * 251}, "250 characters"),
        ({"category": Category.OTHER}, "Say in words"),
        ({"category": Category.ORDER}, "Say when the court order ends"),
        ({"summary": "New words.", "reason": " "}, "Say why it is corrected"),
    ],
)
def test_a_correction_says_what_this_register_may_say(people, fields, sentence):
    entry = make_entry(people)

    with pytest.raises(Refused, match=sentence):
        corrected(entry, people.decider, **fields)

    assert Change.objects.count() == 0


def test_of_two_people_who_correct_at_once_the_second_is_told(people):
    entry = make_entry(people)
    officer = make_person(Role.DATA_PROTECTION_OFFICER)
    corrected(entry, people.decider, summary="First.", version=entry.version)

    with pytest.raises(Changed, match="what you wrote is still here"):
        corrected(entry, officer, summary="Second.", version=entry.version)

    assert Marker.objects.get().summary == "First."


def test_reporters_correct_nothing_and_ended_entries_show_nothing(people):
    entry = make_entry(people)
    with pytest.raises(NotPermitted):
        corrected(entry, people.reporter, summary="Mine.")
    ended = make_entry(people, state=EntryState.WITHDRAWN)
    with pytest.raises(Refused, match="shows nothing"):
        corrected(ended, people.decider, summary="Late.")


def laid(step, entry, by):
    return step(reference=entry.reference, reason="A claim was made.", by=by, at=AT)


def test_a_hold_is_put_on_and_lifted_and_changes_no_answer(people):
    entry = make_entry(people)
    officer = make_person(Role.DATA_PROTECTION_OFFICER)

    held = laid(overlays.hold, entry, officer)
    with pytest.raises(Refused, match="Nothing would change"):
        laid(overlays.hold, entry, officer)

    assert held.legal_hold is True
    assert held.answers_on(AT.date(), at=AT)
    assert laid(overlays.lift_hold, entry, officer).legal_hold is False
    assert [c.kind for c in Change.objects.order_by("pk")] == ["HELD", "UNHELD"]


def test_a_new_incident_is_added_to_a_live_entry_by_a_decision_only(people):
    entry = make_entry(people)
    report = make_report(people, at=AT + timedelta(days=30))
    assert Marker.objects.get().ends_on == entry.ends_on

    decision = decided(
        people, report, joins=entry.reference, at=AT + timedelta(days=31)
    )

    same = decision.entry
    assert same.pk == entry.pk
    assert same.reports.count() == 2
    assert Marker.objects.count() == 1
    assert Notice.objects.filter(entry=entry, kind="CHANGED").count() == 1
    assert Change.objects.get(entry=entry).kind == "EXTENDED"


def test_an_ended_entry_takes_no_new_incident(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    with pytest.raises(Refused, match="Make a new entry"):
        decided(people, make_report(people), joins=entry.reference)

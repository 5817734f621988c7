"""How does an entry leave, and what stops answering when?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.queries import actor
from audit.actors import system
from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from register.actions import entries, overlays, provisional
from register.facts import Tell
from register.models import Entry, Notice
from register.refusals import NotFound, NotPermitted, Refused
from register.states import EntryState, NotAllowedNow, Outcome, ReportState
from tenants.codes import Role
from tenants.packs.pack import Provisional
from tests.accounts.making import make_person
from tests.register.making import (
    AT,
    CONTENT,
    TODAY,
    TOLD,
    decided,
    make_entry,
    make_report,
    saying,
)


CLOCK = system("the nightly clock")


def test_withdrawing_stops_the_answers_and_owes_a_letter(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    assert Marker.objects.count() == 0
    assert (entry.state, entry.end_reason) == ("WITHDRAWN", "The risk is gone.")
    assert entry.ended_by == str(people.decider.pk)
    assert list(Notice.objects.order_by("kind").values_list("kind", flat=True)) == [
        "ADDED",
        "REMOVED",
    ]


def test_the_recall_goes_to_the_outbox(people, eastmere):
    make_entry(people, state=EntryState.WITHDRAWN)

    ended = Event.objects.get(kind=Kind.MARKER_ENDED)
    assert ended.details["reason"] == "withdrawn"


def test_withdrawing_needs_role_and_reason(people):
    entry = make_entry(people)

    with pytest.raises(NotPermitted):
        entries.withdraw(
            reference=entry.reference, reason="x", by=people.reporter, at=AT
        )
    with pytest.raises(Refused, match="Say why"):
        entries.withdraw(
            reference=entry.reference, reason=" ", by=people.decider, at=AT
        )
    with pytest.raises(NotFound):
        entries.withdraw(reference="E-NONE", reason="x", by=people.decider, at=AT)


def test_an_ended_entry_does_not_end_twice(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    with pytest.raises(NotAllowedNow):
        entries.withdraw(
            reference=entry.reference, reason="again", by=people.decider, at=AT
        )


def test_what_was_withdrawn_may_turn_out_to_be_an_error(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    entry = entries.mark_in_error(
        reference=entry.reference, reason="Wrong person.", by=people.decider, at=AT
    )

    assert entry.state == EntryState.ENTERED_IN_ERROR
    assert Notice.objects.filter(kind="REMOVED").count() == 1


def test_lapsing_waits_for_the_last_day(people):
    entry = make_entry(people)
    last_day = datetime(2027, 11, 15, 23, 30, tzinfo=UTC)

    with pytest.raises(Refused, match="still within its term"):
        entries.lapse(entry_id=entry.pk, by=CLOCK, at=last_day)
    entry = entries.lapse(entry_id=entry.pk, by=CLOCK, at=last_day + timedelta(hours=1))

    assert entry.state == EntryState.LAPSED
    assert entry.ended_by == "the nightly clock"
    assert Marker.objects.count() == 0


def test_an_entry_answers_by_date_alone(people):
    entry = make_entry(people)

    assert entry.ends_on == date(2027, 11, 16)
    assert entry.answers_on(TODAY, at=AT)
    assert entry.answers_on(date(2027, 11, 15), at=AT)
    assert not entry.answers_on(date(2027, 11, 16), at=AT)
    assert not entry.answers_on(TODAY - timedelta(days=1), at=AT)


def test_whoever_was_not_told_gets_no_removal_letter(people):
    from_the_start = make_entry(
        people,
        tell=Tell(told=False, reason="He threatened to come back armed."),
        state=EntryState.WITHDRAWN,
    )

    assert from_the_start.not_told is True
    assert Notice.objects.count() == 0


# Provisional entries.


def provisionally(people, report):
    return provisional.enter_provisionally(
        reference=report.reference, by=people.head, at=AT
    )


def test_a_provisional_entry_answers_for_the_packs_hours(people):
    entry = provisionally(people, make_report(people))

    assert entry.state == EntryState.PROVISIONAL
    assert entry.provisional_until == AT + timedelta(hours=72)
    assert Marker.objects.get().state == "PROVISIONAL"
    assert entry.answers_on(TODAY, at=AT + timedelta(hours=71))
    assert not entry.answers_on(TODAY, at=AT + timedelta(hours=72))


def test_approving_makes_a_provisional_entry_active(people):
    report = make_report(people)
    before = provisionally(people, report)

    after = decided(people, report).entry

    assert after.pk == before.pk
    assert (after.state, after.provisional_until) == ("ACTIVE", None)
    assert Marker.objects.get().state == "ACTIVE"


def test_declining_takes_a_provisional_entry_off(people):
    report = make_report(people)
    entry = provisionally(people, report)

    decided(people, report, outcome=Outcome.DECLINE, tell=None)

    entry.refresh_from_db()
    assert (entry.state, entry.end_reason) == (
        "WITHDRAWN",
        "The report was not approved.",
    )
    assert Marker.objects.count() == 0


def test_a_lapsed_provisional_entry_is_not_revived(people):
    report = make_report(people)
    before = provisionally(people, report)
    entries.lapse(entry_id=before.pk, by=CLOCK, at=AT + timedelta(hours=72))

    after = decided(people, report).entry

    assert after.pk != before.pk
    assert Entry.objects.filter(state="ACTIVE").count() == 1


@pytest.mark.parametrize(
    ("content", "state", "sentence"),
    [
        (saying(TOLD), ReportState.COUNTERSIGNED, "uncorroborated hearsay"),
        (None, ReportState.SUBMITTED, "countersign it first"),
    ],
)
def test_what_may_not_go_live_provisionally(people, content, state, sentence):
    given = {"content": content} if content else {}
    report = make_report(people, state=state, **given)

    with pytest.raises(Refused, match=sentence):
        provisionally(people, report)


def test_a_report_goes_live_provisionally_once(people):
    report = make_report(people)
    provisionally(people, report)

    with pytest.raises(Refused, match="has an entry already"):
        provisionally(people, report)


# Overlays.


def test_restricting_processing_reaches_the_marker(people):
    entry = make_entry(people)
    officer = make_person(Role.DATA_PROTECTION_OFFICER)

    overlays.restrict_processing(
        reference=entry.reference, reason="Accuracy contested.", by=officer, at=AT
    )

    entry.refresh_from_db()
    assert (entry.state, entry.processing_restricted) == ("ACTIVE", True)
    assert Marker.objects.get().processing_restricted is True

    overlays.lift_restriction(
        reference=entry.reference, reason="Found accurate.", by=officer, at=AT
    )

    assert Marker.objects.get().processing_restricted is False


def test_an_overlay_says_when_nothing_would_change(people):
    entry = make_entry(people)

    with pytest.raises(Refused, match="Nothing would change"):
        overlays.lift_restriction(
            reference=entry.reference, reason="x", by=people.decider, at=AT
        )
    with pytest.raises(NotPermitted):
        overlays.restrict_processing(
            reference=entry.reference, reason="x", by=people.reporter, at=AT
        )


def test_every_way_out_is_by_somebody(people):
    entry = make_entry(people, state=EntryState.ENTERED_IN_ERROR)

    event = Event.objects.get(kind=Kind.ENTRY_IN_ERROR)
    assert event.subject == entry.reference
    assert event.actor_id == actor(people.decider).id


def test_an_overlay_needs_a_reason_and_a_live_entry(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)
    asked = {"reference": entry.reference, "by": people.decider, "at": AT}

    with pytest.raises(Refused, match="Say why"):
        overlays.restrict_processing(reason=" ", **asked)
    with pytest.raises(Refused, match="has ended"):
        overlays.restrict_processing(reason="Contested.", **asked)


def test_a_pack_may_have_no_provisional_entries(people, under_pack):
    under_pack(provisional=Provisional(allowed=False, hours=0))
    report = make_report(people)

    with pytest.raises(Refused, match="has no provisional entries"):
        provisionally(people, report)


def test_a_provisional_entry_needs_a_precaution_and_a_term(people):
    old = replace(CONTENT.incidents[0], happened_on=date(2024, 1, 8))
    bare = replace(CONTENT, precautions=(), incidents=(old,))
    report = make_report(people, content=bare)

    with pytest.raises(Refused) as refused:
        provisionally(people, report)

    assert refused.value.sentences == (
        "Choose at least one precaution: what must a worker do?",
        "The term is over, so there is nothing to enter.",
    )

"""Is an appeal taken in, acknowledged, and given a panel that had no part in it?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from register.actions import appeals, letters
from register.models import Appeal, Notice
from register.queries.appeals import why_not_erased
from register.refusals import Changed, NotFound, NotPermitted, Refused
from register.states import EntryState, ReportState
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.appeals.hearing import (
    AFTER,
    HEARING_AT,
    PLACE,
    RECEIVED_AT,
    WORDS,
    arranged,
    make_panel,
    received,
)
from tests.register.making import AT, make_entry, make_report


@pytest.fixture
def panel(in_eastmere):
    return make_panel()


@pytest.fixture
def entry(people):
    return make_entry(people)


def test_an_appeal_contests_the_entry_and_starts_both_clocks(entry, panel, people):
    appeal = received(entry, panel)

    entry.refresh_from_db()
    assert entry.contested
    assert Marker.objects.filter(entry_id=entry.pk).exists()
    assert appeal.acknowledge_due_on == date(2026, 12, 2)  # 5 working days
    assert appeal.hearing_due_on == date(2026, 12, 23)  # 20
    assert appeal.acknowledge_working[-1].endswith("is working day 5 of 5.")
    event = Event.objects.get(kind=Kind.APPEAL_RECORDED)
    assert event.subject == entry.reference
    assert "chair" not in str(event.details)


def test_the_acknowledgement_is_a_letter_due_by_the_appeals_own_clock(entry, panel):
    appeal = received(entry, panel)

    appeals.acknowledge(reference=appeal.reference, by=panel.arranger, at=RECEIVED_AT)

    notice = Notice.objects.get(kind="APPEAL_RECEIVED")
    assert notice.due_on == appeal.acknowledge_due_on
    sent = letters.send(notice_id=notice.pk, at=RECEIVED_AT)
    assert sent.state == "SENT"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"grounds": " "}, "in their own words"),
        ({"received_on": date(2026, 11, 30)}, "cannot be in the future"),
        ({"received_on": date(2026, 11, 1)}, "cannot be earlier than the decision"),
    ],
)
def test_an_appeal_that_cannot_be_taken_in_says_why(entry, panel, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        received(entry, panel, words=replace(WORDS, **changes))

    assert not Appeal.objects.exists()


def test_a_late_appeal_needs_a_reason_to_be_heard(entry, panel):
    letters.send(notice_id=Notice.objects.get(entry=entry).pk, at=AT)
    late = AT + timedelta(days=29)
    words = replace(WORDS, received_on=date(2026, 12, 22))

    with pytest.raises(Refused, match="ended on Monday 21 December 2026"):
        received(entry, panel, words=words, at=late)

    taken = received(
        entry, panel, words=replace(words, late_reason="In hospital."), at=late
    )
    assert taken.late_reason == "In hospital."


def test_a_second_open_appeal_is_refused_here_and_in_the_database(entry, panel):
    first = received(entry, panel)

    with pytest.raises(Refused, match="open already"):
        received(entry, panel)
    first.pk, first.reference = None, "A-OTHER000"
    with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
        first.save(force_insert=True)


def test_nothing_is_appealed_before_it_is_decided(people, panel):
    report = make_report(people, state=ReportState.COUNTERSIGNED)

    with pytest.raises(NotFound, match="no such entry"):
        appeals.record(
            entry=report.reference, words=WORDS, by=panel.arranger, at=RECEIVED_AT
        )


@pytest.mark.parametrize("role", [Role.VISITING_OFFICER, Role.APPEAL_PANEL])
def test_only_those_who_take_in_appeals_do(entry, panel, role):
    with pytest.raises(NotPermitted):
        received(entry, panel, by=make_person(role))


def test_the_decider_may_take_it_in_but_not_arrange_it(entry, panel, people):
    appeal = received(entry, panel, by=people.decider)

    with pytest.raises(NotPermitted, match="You had a part in this entry"):
        appeals.acknowledge(
            reference=appeal.reference, by=people.decider, at=RECEIVED_AT
        )


def test_the_database_refuses_another_entrys_report(entry, panel, people):
    other = make_entry(people)
    appeal = received(entry, panel)

    with (
        pytest.raises(IntegrityError, match="report_is_the_entrys"),
        transaction.atomic(),
    ):
        Appeal.objects.filter(pk=appeal.pk).update(report=other.decision.report)


def test_a_panel_member_has_the_role(entry, panel):
    appeal = received(entry, panel)

    with pytest.raises(Refused, match="is not on the appeal panel"):
        appeals.assign(
            reference=appeal.reference,
            member=panel.arranger.pk,
            by=panel.arranger,
            at=RECEIVED_AT,
        )


def test_a_member_may_be_taken_off_until_their_view_is_given(entry, panel):
    appeal = arranged(entry, panel)
    one, other = panel.members

    appeals.remove(
        reference=appeal.reference, member=one.pk, by=panel.arranger, at=RECEIVED_AT
    )

    with pytest.raises(NotFound, match="no such appeal"):
        appeals.give_view(
            reference=appeal.reference,
            view="UPHELD",
            reasons="I was there.",
            by=one,
            at=AFTER,
        )
    assert [m.member for m in appeal.members.all()] == [other]


def test_a_hearing_is_to_come_and_somewhere(entry, panel):
    appeal = received(entry, panel)
    named = {"reference": appeal.reference, "by": panel.arranger, "at": RECEIVED_AT}
    appeals.acknowledge(**named)

    with pytest.raises(Refused, match=r"in the future.*Say where"):
        appeals.set_hearing(hearing_at=AT, place=" ", **named)

    moved = appeals.set_hearing(hearing_at=HEARING_AT, place=PLACE, **named)
    later = HEARING_AT + timedelta(days=7)
    moved = appeals.set_hearing(hearing_at=later, place=PLACE, **named)
    assert moved.hearing_at == later
    assert Notice.objects.filter(kind="APPEAL_HEARING").count() == 2


@pytest.mark.parametrize("step", ["acknowledge", "assign", "set_hearing", "withdraw"])
def test_of_two_who_arrange_at_once_the_second_is_told(entry, panel, step):
    appeal = received(entry, panel)
    given = {
        "acknowledge": {},
        "assign": {"member": panel.members[0].pk},
        "set_hearing": {"hearing_at": HEARING_AT, "place": PLACE},
        "withdraw": {"words": "Rang."},
    }[step]
    read = appeal.version
    appeal.represented_by = "His sister"
    appeal.save()

    with pytest.raises(Changed, match="changed this while you were reading it"):
        getattr(appeals, step)(
            reference=appeal.reference,
            version=read,
            by=panel.arranger,
            at=RECEIVED_AT,
            **given,
        )

    appeal.refresh_from_db()
    assert appeal.state == "RECEIVED"
    assert not appeal.members.exists()


def test_the_person_may_take_the_appeal_back(entry, panel):
    appeal = received(entry, panel)
    named = {"reference": appeal.reference, "by": panel.arranger, "at": RECEIVED_AT}

    with pytest.raises(Refused, match="took it back"):
        appeals.withdraw(words="", **named)
    appeals.withdraw(words="Rang and said he lets it rest.", **named)

    entry.refresh_from_db()
    assert not entry.contested
    assert received(entry, panel).state == "RECEIVED"


def test_erasure_is_barred_while_an_appeal_may_come_or_is_open(entry, panel):
    assert why_not_erased(entry, on=date(2027, 6, 1)) == []
    letters.send(notice_id=Notice.objects.get(entry=entry).pk, at=AT)

    assert why_not_erased(entry, on=date(2026, 12, 21)) == [
        "The time to appeal has not passed: it ends on Monday 21 December 2026."
    ]
    assert why_not_erased(entry, on=date(2026, 12, 22)) == []
    appeal = received(entry, panel)
    assert why_not_erased(entry, on=date(2027, 6, 1)) == [
        f"Appeal {appeal.reference} is open."
    ]


def test_an_ended_entry_may_still_be_appealed(people, panel):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    assert received(entry, panel).is_open

"""Can anybody both decide about an entry and hear an appeal about it? In no order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from register.actions import appeals, entries, overlays, retests
from register.actions.corrections import Correction, correct
from register.actions.decisions import Tell
from register.actions.keeping import Keeping, keep
from register.models import AppealMember, Change, Entry, Part, Report, Review
from register.queries.appeals import people_of
from register.queries.details import timeline_of
from register.queries.hearings import may_sit
from register.refusals import NotPermitted, Refused
from register.states import ChangeKind
from tenants.codes import Precaution, Role
from tests.accounts.making import make_person
from tests.register.appeals.hearing import (
    RECEIVED_AT,
    arranged,
    make_panel,
    received,
)
from tests.register.making import (
    AT,
    CONTENT,
    CRITERIA,
    decided,
    make_entry,
    make_report,
)


LATER = AT + timedelta(days=1)
KEPT = Keeping(criteria=CRITERIA, proportionality="Staff still visit him.")
PUT_RIGHT = Correction(precautions=(Precaution.PHONE,))


@pytest.fixture
def panel(in_eastmere):
    return make_panel()


@pytest.fixture
def entry(people):
    return make_entry(people)


@pytest.fixture
def both(in_eastmere):
    """Somebody who decides and who sits on panels: roles alone forbid neither."""
    return make_person(Role.DECISION_OFFICER, Role.APPEAL_PANEL)


def _keeps(entry, person):
    keep(reference=entry.reference, asked=KEPT, by=person, at=LATER)


def _corrects(entry, person):
    correct(
        reference=entry.reference,
        correction=PUT_RIGHT,
        reason="The note said ring.",
        by=person,
        at=LATER,
    )


def _removes(entry, person):
    entries.withdraw(
        reference=entry.reference, reason="The risk is gone.", by=person, at=LATER
    )


def _says_in_error(entry, person):
    entries.mark_in_error(
        reference=entry.reference, reason="Another man.", by=person, at=LATER
    )


STEPS = pytest.mark.parametrize(
    "step",
    [_keeps, _corrects, _removes, _says_in_error],
    ids=lambda step: step.__name__,
)


def _assign(appeal, panel, person):
    return appeals.assign(
        reference=appeal.reference, member=person.pk, by=panel.arranger, at=RECEIVED_AT
    )


def _seat(appeal, panel, person):
    """A seat written past the action, with its side where one can be written."""
    with transaction.atomic():
        if not Part.objects.filter(entry=appeal.entry, acted_by=person).exists():
            Part.objects.create(entry=appeal.entry, heard_by=person)
        AppealMember.objects.create(
            appeal=appeal,
            entry=appeal.entry,
            member=person,
            assigned_by=panel.arranger,
            assigned_at=RECEIVED_AT,
        )


@pytest.mark.parametrize("who", ["reporter", "head", "decider"])
def test_nobody_of_the_three_hears_it(entry, panel, people, who):
    appeal = received(entry, panel)
    person = getattr(people, who)

    with pytest.raises(Refused, match="had a part in this entry"):
        _assign(appeal, panel, person)
    with pytest.raises(IntegrityError, match="register_appealmember_hears_it"):
        _seat(appeal, panel, person)
    assert not AppealMember.objects.exists()


@STEPS
def test_whoever_decided_about_it_later_does_not_hear_it(entry, panel, both, step):
    step(entry, both)
    appeal = received(entry, panel)

    assert both.pk not in dict(
        may_sit(panel.arranger, appeal.reference, at=RECEIVED_AT)
    )
    with pytest.raises(Refused, match="had a part in this entry, so cannot hear"):
        _assign(appeal, panel, both)
    with pytest.raises(IntegrityError, match="register_appealmember_hears_it"):
        _seat(appeal, panel, both)
    with pytest.raises(IntegrityError, match="one_side_each"), transaction.atomic():
        Part.objects.create(entry=entry, heard_by=both)
    assert not AppealMember.objects.exists()


@STEPS
def test_whoever_hears_it_decides_nothing_about_it(entry, panel, both, step):
    appeal = received(entry, panel)
    _assign(appeal, panel, both)

    with pytest.raises(
        Refused, match=f"on the appeal panel for entry {entry.reference}"
    ):
        step(entry, both)
    entry.refresh_from_db()
    assert entry.ended_at is None
    assert not Change.objects.exists()
    assert not Review.objects.exists()


def test_the_database_keeps_a_panel_from_deciding(entry, panel, people, both):
    """Each row that says somebody decided, written past its action."""
    _keeps(entry, people.decider)
    review = Review.objects.get()
    appeal = received(entry, panel)
    _assign(appeal, panel, both)

    review.pk, review.decider = None, both
    review._state.adding = True
    with pytest.raises(IntegrityError, match="register_review_decider_has_a_part"):
        _written(review)
    for kind in (ChangeKind.CORRECTED, ChangeKind.REMOVED):
        change = Change(
            entry=entry, kind=kind.value, reason="Put right.", by=both, at=LATER
        )
        with pytest.raises(IntegrityError, match="register_change_decider_has_a_part"):
            _written(change)
    report = make_report(people, content=replace(CONTENT, summary="Again."))
    for column in ("reporter", "countersigned_by"):
        with pytest.raises(IntegrityError, match="has_a_part"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**{column: both, "entry": entry})


def _written(row):
    with transaction.atomic():
        row.save(force_insert=True)


def test_a_report_of_a_panel_member_is_not_added_to_the_entry(entry, panel, people):
    """Nor may somebody who hears of it be brought in by a later incident."""
    both = make_person(Role.VISITING_OFFICER, Role.APPEAL_PANEL)
    appeal = received(entry, panel)
    _assign(appeal, panel, both)
    theirs = replace(people, reporter=both)

    report = make_report(theirs, content=replace(CONTENT, summary="Again."))
    with pytest.raises(Refused, match=r"is on the appeal panel for entry"):
        decided(people, report, joins=entry.reference)

    report.refresh_from_db()
    assert report.entry_id is None
    assert report.decided_by_id is None


def test_a_later_report_brings_its_people_in(entry, panel, people):
    other = make_person(Role.VISITING_OFFICER, Role.APPEAL_PANEL)
    report = make_report(
        replace(people, reporter=other), content=replace(CONTENT, summary="Again.")
    )
    decided(people, report, joins=entry.reference)
    appeal = received(entry, panel)

    with pytest.raises(Refused, match="had a part in this entry"):
        _assign(appeal, panel, other)


def test_whoever_tested_again_whether_to_tell_does_not_hear_it(people, panel, both):
    entry = make_entry(
        people, tell=Tell(told=False, reason="He threatened to find her home.")
    )
    retests.still_not(
        reference=entry.reference,
        reason="He still asks where she lives.",
        retest_on=None,
        by=both,
        at=LATER,
    )
    appeal = received(entry, panel)

    with pytest.raises(Refused, match="had a part in this entry"):
        _assign(appeal, panel, both)


def test_a_hold_is_no_decision_about_the_entry(entry, panel, both):
    """It changes no answer and weighs nothing, so it takes nobody off a panel."""
    overlays.hold(reference=entry.reference, reason="A claim.", by=both, at=LATER)

    appeal = received(entry, panel)
    assert _assign(appeal, panel, both).member == both


def test_taken_off_the_panel_they_may_decide(entry, panel, both):
    appeal = received(entry, panel)
    _assign(appeal, panel, both)

    appeals.remove(
        reference=appeal.reference, member=both.pk, by=panel.arranger, at=RECEIVED_AT
    )

    _corrects(entry, both)
    assert both.pk in people_of(entry)


def test_a_second_appeal_may_have_the_same_panel(entry, panel):
    first = arranged(entry, panel)
    appeals.withdraw(
        reference=first.reference,
        words="Rang and took it back.",
        by=panel.arranger,
        at=RECEIVED_AT,
    )

    second = arranged(entry, panel)

    assert second.members.count() == 2
    assert Part.objects.filter(entry=entry, heard_by__isnull=False).count() == 2


def test_whoever_corrected_it_arranges_no_appeal(entry, panel):
    officer = make_person(Role.DATA_PROTECTION_OFFICER)
    _corrects(entry, officer)
    appeal = received(entry, panel)

    with pytest.raises(NotPermitted, match="You had a part in this entry"):
        appeals.acknowledge(reference=appeal.reference, by=officer, at=RECEIVED_AT)


def test_a_seat_is_for_the_appeals_own_entry(entry, panel, people):
    """Else a side in another entry would open a seat on this one's panel."""
    other = make_entry(people)
    appeal = received(entry, panel)
    person = panel.members[0]
    Part.objects.create(entry=other, heard_by=person)

    with (
        pytest.raises(IntegrityError, match="entry_is_the_appeals"),
        transaction.atomic(),
    ):
        AppealMember.objects.create(
            appeal=appeal,
            entry=other,
            member=person,
            assigned_by=panel.arranger,
            assigned_at=RECEIVED_AT,
        )


def test_the_history_says_once_who_removed_it(entry, both):
    _removes(entry, both)

    ends = [
        m for m in timeline_of(Entry.objects.get()) if m.note == "The risk is gone."
    ]
    assert [(moment.what, moment.who) for moment in ends] == [
        ("Withdrawn", both.full_name)
    ]

"""Does the panel's outcome do to the entry what it says, and nothing before its time?"""

from datetime import date, timedelta

import pytest

from audit.actors import system
from audit.models import OutboxItem
from markers.models import Marker
from register.actions import appeals, erasure, letters
from register.actions.replies import record_reply
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.models import (
    Appeal,
    AppealBundle,
    AppealComment,
    AppealMember,
    Notice,
    SubjectReply,
)
from register.policy.appeals import EntryChange
from register.queries.letters import letter_for
from register.refusals import NotFound, Refused
from register.states import EntryState
from tenants.clocks import civil_date
from tenants.codes import Category, Precaution, Role
from tests.accounts.making import make_person
from tests.register.appeals.hearing import (
    AFTER,
    RECEIVED_AT,
    arranged,
    decided,
    heard,
    make_panel,
    received,
    ruling,
)
from tests.register.making import TODAY, make_entry


UPHELD, PARTLY, DISMISSED = AppealOutcome
REMOVE, CHANGE, NONE = AppealEffect
SHORTER = EntryChange(ends_on=date(2027, 3, 1), precautions=(Precaution.PHONE,))


@pytest.fixture
def panel(in_eastmere):
    return make_panel()


@pytest.fixture
def entry(people):
    return make_entry(people)


def recalls():
    return [
        item.arguments["reason"]
        for item in OutboxItem.objects.filter(task="sharing.recall_marker")
    ]


def letters_owed(entry) -> list[str]:
    kinds = Notice.objects.filter(entry=entry).values_list("kind", flat=True)
    return sorted(kind for kind in kinds if not kind.startswith("APPEAL_"))


def test_upheld_removes_the_entry_and_tells_everybody(entry, panel):
    appeal = decided(entry, panel, ruling(UPHELD, REMOVE))

    entry.refresh_from_db()
    assert (entry.state, entry.contested) == ("WITHDRAWN", False)
    assert entry.end_reason == "Your appeal was upheld."
    assert not Marker.objects.filter(entry_id=entry.pk).exists()
    assert recalls() == ["withdrawn"]
    assert letters_owed(entry) == ["ADDED", "REMOVED"]
    assert appeal.changes[0].startswith("The entry is removed.")


def test_partly_upheld_changes_what_checks_see_from_now_on(entry, panel):
    appeal = decided(entry, panel, ruling(PARTLY, CHANGE, change=SHORTER))

    entry.refresh_from_db()
    marker = Marker.objects.get(entry_id=entry.pk)
    assert (entry.ends_on, entry.precautions) == (date(2027, 3, 1), ["PHONE"])
    assert (marker.ends_on, marker.precautions) == (date(2027, 3, 1), ["PHONE"])
    assert entry.review_on <= entry.ends_on
    assert recalls() == ["corrected"]
    assert letters_owed(entry) == ["ADDED", "CHANGED"]
    assert appeal.changes == [
        "The entry now ends on 1 March 2027.",
        "Staff are now told: ring first.",
    ]
    changed = Notice.objects.get(kind="CHANGED")
    assert changed.explanation == " ".join(appeal.changes)


def test_dismissed_changes_nothing(entry, panel):
    before = Marker.objects.get(entry_id=entry.pk).published_at

    decided(entry, panel, ruling(DISMISSED, NONE))

    entry.refresh_from_db()
    assert (entry.state, entry.contested) == ("ACTIVE", False)
    assert Marker.objects.get(entry_id=entry.pk).published_at == before
    assert letters_owed(entry) == ["ADDED"]


def test_the_person_is_told_the_outcome_why_and_what_it_does(entry, panel):
    decided(entry, panel, ruling(PARTLY, CHANGE, change=SHORTER))
    notice = Notice.objects.get(kind="APPEAL_DECIDED")

    letter = letter_for(notice, dated=TODAY)
    sent = letters.send(notice_id=notice.pk, at=AFTER)

    assert letter.appeal.outcome == "Upheld in part"
    assert letter.appeal.reasons == "We believed both of them in part."
    assert letter.appeal.effects[0] == "The entry now ends on 1 March 2027."
    assert sent.state == "SENT"


def test_an_erased_entry_takes_its_appeal_with_it(entry, panel, people):
    """With its panel, papers, comment and the person's reply."""
    appeal = heard(entry, panel, UPHELD, UPHELD)
    appeals.comment(
        reference=appeal.reference, text="I stand by it.", by=people.reporter, at=AFTER
    )
    record_reply(
        reference=entry.reference,
        text="I was frightened.",
        route=Route.PHONE,
        received_on=civil_date(AFTER),
        by=panel.arranger,
        at=AFTER,
    )
    appeals.prepare(
        reference=appeal.reference, also_leave_out=[], by=panel.arranger, at=AFTER
    )
    appeals.decide(
        reference=appeal.reference,
        ruling=ruling(UPHELD, REMOVE),
        by=panel.members[0],
        at=AFTER,
    )
    for notice in Notice.objects.filter(entry=entry):
        letters.send(notice_id=notice.pk, at=AFTER)

    remains = erasure.erase(
        entry_id=entry.pk, by=system("tests"), at=AFTER + timedelta(days=60)
    )

    assert remains.id == entry.pk
    for model in (Appeal, AppealBundle, AppealComment, AppealMember, SubjectReply):
        assert not model.objects.exists()


def test_an_ended_entry_that_should_not_have_stood_was_an_error(people, panel):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    decided(entry, panel, ruling(UPHELD, REMOVE))

    entry.refresh_from_db()
    assert entry.state == "ENTERED_IN_ERROR"
    assert recalls() == ["withdrawn"]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (ruling(UPHELD, NONE), "With the outcome “Upheld” choose"),
        (ruling(DISMISSED, REMOVE), "choose “The entry stays as it is”"),
        (ruling(PARTLY, CHANGE), "Say what is changed"),
        (
            ruling(PARTLY, CHANGE, change=EntryChange(ends_on=date(2030, 1, 1))),
            "may only shorten",
        ),
        (
            ruling(PARTLY, CHANGE, change=EntryChange(ends_on=date(2026, 12, 3))),
            "must be in the future",
        ),
        (
            ruling(PARTLY, CHANGE, change=EntryChange(category=Category.ORDER)),
            "needs a new decision",
        ),
        (
            ruling(PARTLY, CHANGE, change=EntryChange(precautions=())),
            "at least one precaution",
        ),
    ],
)
def test_a_finding_that_does_not_hold_together_changes_nothing(
    entry, panel, what, sentence
):
    appeal = heard(entry, panel, what.outcome, what.outcome)

    with pytest.raises(Refused, match=sentence):
        appeals.decide(
            reference=appeal.reference, ruling=what, by=panel.members[0], at=AFTER
        )

    appeal.refresh_from_db()
    entry.refresh_from_db()
    assert (appeal.state, entry.contested) == ("HEARING_SET", True)


def test_no_outcome_before_the_hearing_or_before_every_view(entry, panel):
    appeal = arranged(entry, panel)
    asked = {"reference": appeal.reference, "by": panel.members[0]}

    with pytest.raises(Refused, match="not been held yet"):
        appeals.decide(ruling=ruling(DISMISSED, NONE), at=RECEIVED_AT, **asked)
    with pytest.raises(Refused, match="2 members have not given a view"):
        appeals.decide(ruling=ruling(DISMISSED, NONE), at=AFTER, **asked)
    with pytest.raises(Refused, match="after the hearing"):
        appeals.give_view(view=DISMISSED, reasons="No.", at=RECEIVED_AT, **asked)


def test_the_outcome_is_what_most_of_the_panel_found(entry, panel):
    appeal = heard(entry, panel, DISMISSED, DISMISSED)

    with pytest.raises(Refused, match="Most of the panel did not find “Upheld”"):
        appeals.decide(
            reference=appeal.reference,
            ruling=ruling(UPHELD, REMOVE),
            by=panel.members[0],
            at=AFTER,
        )


def test_a_panel_member_hears_the_appeals_given_to_them_and_no_other(entry, panel):
    appeal = heard(entry, panel, DISMISSED, DISMISSED)
    outsider = make_person(Role.APPEAL_PANEL)

    for act, more in (
        (appeals.decide, {"ruling": ruling(DISMISSED, NONE)}),
        (appeals.give_view, {"view": DISMISSED, "reasons": "No."}),
    ):
        with pytest.raises(NotFound):
            act(reference=appeal.reference, by=outsider, at=AFTER, **more)


def test_the_employee_comments_once_and_nobody_else_does(entry, panel, people):
    appeal = received(entry, panel)
    asked = {"reference": appeal.reference, "at": RECEIVED_AT}

    made = appeals.comment(text="I stand by my report.", by=people.reporter, **asked)

    assert made.text == "I stand by my report."
    with pytest.raises(Refused, match="already"):
        appeals.comment(text="And more.", by=people.reporter, **asked)
    with pytest.raises(NotFound):
        appeals.comment(text="Me too.", by=people.head, **asked)


def test_a_decided_appeal_is_closed_to_everybody(entry, panel, people):
    appeal = decided(entry, panel, ruling(DISMISSED, NONE))
    asked = {"reference": appeal.reference, "at": AFTER}

    with pytest.raises(Refused, match="closed"):
        appeals.decide(ruling=ruling(UPHELD, REMOVE), by=panel.members[0], **asked)
    with pytest.raises(Refused, match="closed"):
        appeals.comment(text="Late.", by=people.reporter, **asked)

"""Is not telling somebody tested again in time, by whom the pack names?"""

from datetime import date, timedelta

import pytest

from register.actions import letters, retests
from register.facts import Tell
from register.models import Entry, Notice, Retest
from register.queries.work import my_work
from register.refusals import NotPermitted, Refused
from tenants.due import Clock, due_lines
from tests.register.making import AT, TODAY, make_entry


LATER = AT + timedelta(weeks=8)
LAST_DAY = date(2027, 1, 18)  # eight weeks from the decision


@pytest.fixture
def untold(people) -> Entry:
    return make_entry(
        people, tell=Tell(told=False, reason="He said he would come for her.")
    )


def test_the_test_comes_due_for_the_role_that_the_pack_names(people, untold):
    before = due_lines(on=TODAY, until=TODAY, clocks=[Clock.RETEST])
    lines = due_lines(on=LAST_DAY, until=LAST_DAY, clocks=[Clock.RETEST])

    assert before == []
    assert [(line.on, line.owner, line.kind) for line in lines] == [
        (LAST_DAY, "DECISION_OFFICER", "retest")
    ]
    work = [
        item for item in my_work(people.decider, on=LAST_DAY) if item.kind == "retest"
    ]
    assert [item.due_on for item in work] == [LAST_DAY]


def test_told_now_owes_the_letter_from_today(people, untold):
    assert not Notice.objects.filter(entry=untold).exists()

    retests.tell_now(
        reference=untold.reference,
        reason="He has moved away and is calm.",
        by=people.decider,
        at=LATER,
    )

    untold.refresh_from_db()
    notice = Notice.objects.get(entry=untold)
    assert (untold.not_told, untold.not_told_retest_on) == (False, None)
    assert (notice.kind, notice.due_on) == ("ADDED", date(2027, 1, 20))
    assert letters.send(notice_id=notice.pk, at=LATER).state == "SENT"


def test_still_not_needs_a_fresh_reason_and_a_date_the_policy_allows(people, untold):
    asked = {"reference": untold.reference, "by": people.decider, "at": LATER}

    with pytest.raises(Refused, match="would still be dangerous"):
        retests.still_not(reason=" ", retest_on=None, **asked)
    with pytest.raises(Refused, match="by Monday 15 March 2027 at the latest"):
        retests.still_not(reason="As before.", retest_on=date(2027, 6, 1), **asked)
    made = retests.still_not(reason="He wrote again.", retest_on=None, **asked)

    untold.refresh_from_db()
    assert untold.not_told
    assert untold.not_told_retest_on == made.next_on == date(2027, 3, 15)
    assert due_lines(on=LAST_DAY, until=LAST_DAY, clocks=[Clock.RETEST]) == []


def test_only_the_packs_role_and_only_for_somebody_not_told(people, untold):
    told = make_entry(people)
    asked = {"reason": "He is calm.", "at": LATER}

    with pytest.raises(NotPermitted, match="Only the decision officer"):
        retests.tell_now(reference=untold.reference, by=people.head, **asked)
    with pytest.raises(Refused, match="has been told"):
        retests.tell_now(reference=told.reference, by=people.decider, **asked)

    assert not Retest.objects.exists()

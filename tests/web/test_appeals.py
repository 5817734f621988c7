"""Do the pages take an appeal from the person's words to the outcome, for each reader?"""

import re
from datetime import timedelta

import pytest
import time_machine

from register.actions import appeals
from register.appeal_states import AppealOutcome
from register.models import Appeal
from tests.documents.reading import read_pdf
from tests.register import making
from tests.register.appeals.hearing import (
    AFTER,
    HEARING_AT,
    RECEIVED_AT,
    arranged,
    heard,
    make_panel,
    received,
)
from tests.web.walking import page_of, signed_in


DISMISSED = AppealOutcome.DISMISSED
AT = RECEIVED_AT + timedelta(hours=1)
RECORD = {
    "route": "PHONE",
    "received_on_day": "25",
    "received_on_month": "11",
    "received_on_year": "2026",
    "grounds": "I never threw it.",
}


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def entry(people):
    return making.make_entry(people)


@pytest.fixture
def panel(in_eastmere):
    return make_panel()


def test_whoever_decided_sees_that_there_is_an_appeal_and_no_link(
    in_eastmere, people, entry, panel
):
    appeal = received(entry, panel)
    link = f'href="/appeals/{appeal.reference}/"'

    decider = page_of(signed_in(in_eastmere, people.decider).get("/appeals/"))
    safety = page_of(signed_in(in_eastmere, panel.arranger).get("/appeals/"))

    assert f"Appeal {appeal.reference}" in decider
    assert link not in decider
    assert "somebody else arranges the appeal" in decider
    assert link in safety


@time_machine.travel(AT, tick=False)
def test_staff_take_in_an_appeal_and_lose_nothing_they_typed(in_eastmere, entry, panel):
    safety = signed_in(in_eastmere, panel.arranger)
    address = f"/appeals/against/{entry.reference}/"

    wrong = safety.post(address, RECORD | {"received_on_year": "2027"})
    done = safety.post(address, RECORD)

    assert wrong.status_code == 422
    assert "cannot be in the future" in page_of(wrong)
    assert "I never threw it." in page_of(wrong)
    assert done["Location"] == "/appeals/"
    appeal = Appeal.objects.get()
    page = page_of(safety.get(f"/register/entries/{entry.reference}/"))
    assert "Contested" in page
    assert "I never threw it." in page
    assert appeal.reference in page_of(safety.get("/appeals/"))


@time_machine.travel(AT, tick=False)
def test_the_appeals_page_offers_each_next_step_and_shows_its_clocks(
    in_eastmere, entry, panel
):
    appeal = received(entry, panel)
    safety = signed_in(in_eastmere, panel.arranger)
    here = f"/appeals/{appeal.reference}/"

    first = page_of(safety.get(here))
    safety.post(f"{here}acknowledge/")
    offered = page_of(safety.get(f"{here}panel/"))
    for member in panel.members:
        safety.post(f"{here}panel/", {"member": str(member.pk)})
    asked = {"day_day": "3", "day_month": "12", "day_year": "2026"}
    safety.post(f"{here}hearing-date/", asked | {"time": "10:00", "place": "Room 2"})
    last = page_of(safety.get(here))

    assert "Acknowledge and send the letter" in first
    assert "is working day 20 of 20." in first
    assert panel.members[0].full_name in offered
    assert "Make the papers" in last
    assert "Appeal hearing" in last


@time_machine.travel(AT, tick=False)
def test_two_who_set_a_hearing_at_once_do_not_undo_each_other(
    in_eastmere, entry, panel
):
    appeal = received(entry, panel)
    safety = signed_in(in_eastmere, panel.arranger)
    here = f"/appeals/{appeal.reference}/"
    safety.post(f"{here}acknowledge/")
    [form] = re.findall(
        rf'href="({here}hearing-date/[^"]+)"', page_of(safety.get(here))
    )
    seen = re.findall(r'name="seen" value="(\d+)"', page_of(safety.get(form)))
    asked = {"day_day": "3", "day_month": "12", "day_year": "2026", "seen": seen[0]}

    first = safety.post(form, asked | {"time": "10:00", "place": "Room 2"})
    late = safety.post(form, asked | {"time": "15:00", "place": "Room 9"})

    assert first["Location"] == here
    assert late.status_code == 422
    assert "Somebody changed this while you were reading it." in page_of(late)
    assert "Room 9" in page_of(late)
    appeal.refresh_from_db()
    assert appeal.hearing_place == "Room 2"


def test_papers_are_made_and_read_by_whom_they_are_for(in_eastmere, entry, panel):
    """Today: the store refuses a request from another day."""
    here = f"/appeals/{arranged(entry, panel).reference}/"
    safety = signed_in(in_eastmere, panel.arranger)
    member = signed_in(in_eastmere, panel.members[0])

    made = safety.post(f"{here}papers/", {"names": "Dot Harland"})
    whole = member.get(f"{here}papers/1/panel/")
    copy = safety.get(f"{here}papers/1/person/")

    assert made["Location"] == here
    assert "For the person, without others" in page_of(safety.get(here))
    assert member.get(f"{here}papers/1/person/").status_code == 404
    for pdf in (whole, copy):
        assert {"H1", "H2", "TH"} <= read_pdf(pdf.content).roles
        assert read_pdf(pdf.content).fonts_are_embedded
    assert whole.content != copy.content


def test_the_panel_decides_and_only_those_it_was_given_to(in_eastmere, entry, panel):
    appeal = heard(entry, panel, DISMISSED, DISMISSED)
    here = f"/appeals/{appeal.reference}/"
    with time_machine.travel(AFTER, tick=False):
        member = signed_in(in_eastmere, panel.members[0])
        outsider = signed_in(in_eastmere, make_panel().members[0])
        page = page_of(member.get(f"{here}hearing/"))
        wrong = member.post(
            f"{here}outcome/",
            {"outcome": "DISMISSED", "effect": "REMOVE", "reasons": "It stands."},
        )
        done = member.post(
            f"{here}outcome/",
            {"outcome": "DISMISSED", "effect": "NONE", "reasons": "It stands."},
        )

        assert outsider.get(f"{here}hearing/").status_code == 404
        assert (
            outsider.post(
                f"{here}view/", {"view": "UPHELD", "reasons": "x"}
            ).status_code
            == 404
        )
        assert appeal.reference not in page_of(outsider.get("/appeals/"))

    assert "He shouted and threw a chair" in page
    assert "choose “The entry stays as it is”" in page_of(wrong)
    assert "It stands." in page_of(wrong)
    assert done["Location"] == f"{here}hearing/"


def test_a_member_learns_the_others_views_after_giving_their_own(
    in_eastmere, entry, panel
):
    appeal = arranged(entry, panel)
    one, other = panel.members
    appeals.give_view(
        reference=appeal.reference,
        view=AppealOutcome.UPHELD,
        reasons="He was believable.",
        by=one,
        at=AFTER,
    )
    here = f"/appeals/{appeal.reference}/"
    with time_machine.travel(AFTER, tick=False):
        second = signed_in(in_eastmere, other)
        before = page_of(second.get(f"{here}hearing/"))
        second.post(f"{here}view/", {"view": "DISMISSED", "reasons": "He was not."})
        after = page_of(second.get(f"{here}hearing/"))
        arranger = page_of(signed_in(in_eastmere, panel.arranger).get(here))

    assert "He was believable." not in before + arranger
    assert "He was believable." in after
    assert "Has given a view." in arranger


def test_the_employee_finds_the_appeal_in_their_work_and_comments(
    in_eastmere, entry, panel, people
):
    appeal = received(entry, panel)
    with time_machine.travel(AT, tick=False):
        reporter = signed_in(in_eastmere, people.reporter)
        work = page_of(reporter.get("/"))
        page = page_of(reporter.get(f"/appeals/{appeal.reference}/comment/"))
        reporter.post(
            f"/appeals/{appeal.reference}/comment/", {"text": "I saw him throw it."}
        )

        assert reporter.get(f"/appeals/{appeal.reference}/comment/").status_code == 404
    assert f"Tell the panel your side: appeal {appeal.reference}" in work
    assert "it fell when I stood up" in page
    assert appeal.comments.get().text == "I saw him throw it."


def test_a_reply_stands_beside_the_entry_for_whoever_sees_its_reasons(
    in_eastmere, entry, panel, people
):
    with time_machine.travel(AT, tick=False):
        safety = signed_in(in_eastmere, panel.arranger)
        safety.post(
            f"/appeals/reply/{entry.reference}/",
            RECORD | {"text": "I was frightened myself."},
        )
        whole = page_of(safety.get(f"/register/entries/{entry.reference}/"))
        officer = signed_in(in_eastmere, people.reporter)
        cut = page_of(officer.get(f"/register/entries/{entry.reference}/"))

    assert "I was frightened myself." in whole
    assert "Do not go alone" in cut
    assert "frightened" not in cut


def test_not_telling_is_tested_again_on_its_page(in_eastmere, people):
    untold = making.make_entry(
        people, tell=making.Tell(told=False, reason="He threatened to come for her.")
    )
    address = f"/notices/{untold.reference}/telling/"
    with time_machine.travel(HEARING_AT, tick=False):
        decider = signed_in(in_eastmere, people.decider)
        page = page_of(decider.get(f"/register/entries/{untold.reference}/"))
        empty = decider.post(address, {"tell": "now", "reason": ""})
        decider.post(address, {"tell": "still-not", "reason": "He wrote again."})
        decider.post(address, {"tell": "now", "reason": "He has moved away."})

    assert address in page
    assert "Say what has changed" in page_of(empty)
    untold.refresh_from_db()
    assert not untold.not_told
    assert [r.told for r in untold.retests.order_by("at", "pk")] == [False, True]

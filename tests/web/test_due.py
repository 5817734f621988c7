"""Does each person see what is due from them, and whoever answers for it what is late?"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from register.actions import messages
from sharing.actions import releases
from sharing.models import Recall
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.due import Clock, due_lines, sources
from tests.accounts.making import make_person
from tests.register import making
from tests.register.appeals.hearing import make_panel, received
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


SOON = making.AT + timedelta(days=3)
LATE = making.AT + timedelta(days=20)


@pytest.fixture
def entry(in_eastmere):
    return making.make_entry(making.make_people())


@pytest.fixture
def appeal(entry):
    with time_machine.travel(SOON, tick=False):
        return received(entry, make_panel())


def test_a_date_tells_how_it_was_worked_out_and_whose_it_is(in_eastmere, appeal):
    with time_machine.travel(LATE, tick=False):
        head = browser(in_eastmere, Role.HEAD_OF_SERVICE)
        page = page_of(head.get("/due/?days=30"))
        home = page_of(head.get("/"))

    assert f"Acknowledge appeal {appeal.reference}" in page
    assert "is working day 5 of 5." in page
    assert "Health and safety adviser: 1 late" in page
    assert "Decision officer: 1 late" in page  # the letter
    assert "late across the organisation" in home
    assert "Rowan" not in page


def test_others_see_their_own_alone(in_eastmere, appeal):
    with time_machine.travel(LATE, tick=False):
        officer = browser(in_eastmere, Role.VISITING_OFFICER)
        page = page_of(officer.get("/due/?days=90"))

    assert "Nothing is due from you" in page
    assert appeal.reference not in page


def test_the_calendar_holds_references_and_no_name(in_eastmere, appeal):
    with time_machine.travel(SOON, tick=False):
        safety = signed_in(in_eastmere, appeal.recorded_by)
        got = safety.get("/due/calendar.ics")

    events = Calendar.from_ical(got.content).walk("VEVENT")
    said = {str(event["summary"]): event["dtstart"].dt for event in events}
    assert said[f"Acknowledge appeal {appeal.reference}"] == appeal.acknowledge_due_on
    assert b"Rowan" not in got.content
    assert got["Content-Type"].startswith("text/calendar")


@pytest.mark.parametrize("days", ["x", "-1", "9999", ""])
def test_a_nonsense_look_ahead_is_a_week(in_eastmere, entry, days):
    assert (
        browser(in_eastmere, Role.HEAD_OF_SERVICE).get(f"/due/?days={days}").status_code
        == 200
    )


def test_the_quarters_review_is_due_before_the_quarter_begins(in_eastmere, entry):
    lines = due_lines(
        on=date(2027, 9, 1), until=date(2027, 10, 1), clocks=[Clock.SWEEP]
    )

    assert entry.review_on == date(2027, 11, 16)
    assert [(line.on, line.what) for line in lines] == [
        (
            date(2027, 10, 1),
            "Review what falls due before Saturday 1 January 2028: 1 entry falls due",
        )
    ]


@pytest.mark.parametrize("held", [0, 1, 3])
def test_my_work_asks_little_of_whoever_answers_for_all_that_is_late(
    in_eastmere, held, django_assert_max_num_queries
):
    """However much is late by a clock, it is one statement more, not one a clock."""
    with time_machine.travel(SOON, tick=False):
        people = making.make_people()
        panel = make_panel()
        for _ in range(held):
            received(making.make_entry(people), panel)
    with time_machine.travel(LATE, tick=False):
        adviser = browser(in_eastmere, Role.HEALTH_AND_SAFETY)
        adviser.get("/")
        with django_assert_max_num_queries(20 if held else 15):
            page = page_of(adviser.get("/"))

    assert ("late across the organisation" in page) == bool(held)


def test_what_is_read_is_what_each_clock_would_read_alone(in_eastmere, appeal):
    """Asking first which clocks have anything leaves nothing out."""
    make_person(briefed_on=None)
    messages.tell_staff(entry_id=appeal.entry_id, at=making.AT)
    until = LATE.date() + timedelta(days=400)
    asked = {"on": LATE.date(), "until": until}
    alone = {
        (line.clock, line.key, line.on)
        for readings in sources().values()
        for reading in readings
        for line in reading.lines(reading.rows(**asked), **asked)
    }

    together = due_lines(**asked)

    assert {(line.clock, line.key, line.on) for line in together} == alone
    assert len(together) == len(alone)
    assert {line.clock for line in together} >= {
        Clock.LETTER,
        Clock.STAFF_MESSAGE,
        Clock.REVIEW,
        Clock.EXPIRY,
        Clock.SWEEP,
        Clock.BRIEFING,
        Clock.APPEAL_ACKNOWLEDGEMENT,
        Clock.APPEAL_HEARING,
    }


def test_a_date_leads_to_its_page_only_for_whoever_may_open_it(in_eastmere, appeal):
    """Whoever answers for all dates reads more of them than they open pages."""
    with time_machine.travel(LATE, tick=False):
        head = page_of(browser(in_eastmere, Role.HEAD_OF_SERVICE).get("/due/?days=30"))
        arranger = page_of(signed_in(in_eastmere, appeal.recorded_by).get("/due/"))

    link = f'href="/appeals/{appeal.reference}/"'
    letter = f'href="/register/entries/{appeal.entry.reference}/"'
    assert f"Acknowledge appeal {appeal.reference}" in head
    assert link not in head
    assert letter not in head
    assert link in arranger
    assert letter in arranger


def test_what_a_partner_owes_is_told_by_its_name_and_on_the_first_page(
    db, eastmere, brightfix
):
    """A partner's late recall waits for nobody here, so no line of theirs says it."""
    marker = worlds.publish_marker(eastmere)
    release = worlds.release_to(worlds.agree(eastmere, brightfix), marker, eastmere)
    worlds.ask(brightfix, worlds.sign_in(brightfix))
    with in_organisation(eastmere):
        officer = make_person(Role.SHARING_OFFICER)
        releases.withdraw(
            release_id=release.pk, reason="They left.", by=officer, at=timezone.now()
        )
        recall = Recall.objects.get()
        with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
            sharer = signed_in(eastmere, officer)
            home, page = page_of(sharer.get("/")), page_of(sharer.get("/due/"))
            calendar = sharer.get("/due/calendar.ics").content

    late = re.search(r"(\d+) things are late\.", page)
    assert late
    assert f"{late.group(1)} things are late: see what is due" in home
    assert home.index("are late") < home.index("Check before you go")
    assert f'href="/recalls/{recall.pk}/">A partner has not yet acknowledged' in page
    assert "With Brightfix Repairs" in page
    assert b"Brightfix" not in calendar

"""Is everybody reminded of what is due from them, once a warning, without a name?"""

from datetime import date, timedelta

import pytest
from django.core import mail

from audit.models import OutboxItem
from notifications.actions import deliver, reminders
from notifications.models import Message, Reminder
from register.actions import letters
from register.models import Notice
from tenants.codes import Role
from tenants.due import Clock, DueLine
from tests.accounts.making import BRIEFED, make_person
from tests.register.appeals.hearing import make_panel, received
from tests.register.making import AT, make_entry, make_people


def reminded(person) -> list[str]:
    """The lines of this person's reminders that speak of the register."""
    sent = Message.objects.filter(kind="REMINDER", to_address=person.email)
    return [
        line
        for message in sent.order_by("queued_at")
        for line in message.body.splitlines()
        if line.startswith("- ")
    ]


@pytest.fixture
def people(in_eastmere):
    return make_people()


@pytest.fixture
def entry(people):
    return make_entry(people)


@pytest.fixture
def appeal(entry):
    letters.send(notice_id=Notice.objects.get(entry=entry).pk, at=AT)
    return received(entry, make_panel())


def line(on: date, clock: Clock = Clock.REVIEW) -> DueLine:
    return DueLine(
        clock=clock,
        key="1",
        reference="E-1",
        what="Review",
        on=on,
        working=(),
        owner=Role.HEALTH_AND_SAFETY,
        kind="entry",
    )


@pytest.mark.parametrize(
    ("days_left", "warning"),
    [(40, None), (28, 28), (20, 28), (8, 28), (7, 7), (1, 7), (0, 0), (-9, 0)],
)
def test_the_last_warning_reached_is_the_one_given(days_left, warning):
    today = date(2026, 11, 23)

    got = reminders.warning_of(line(today + timedelta(days=days_left)), today=today)

    assert got == warning


def test_a_clock_reminds_before_and_on_the_day_and_once_each(appeal, people):
    safety = appeal.recorded_by
    due = appeal.acknowledge_due_on  # 2 December 2026

    for days in (6, 7, 7, 8, 9, 9, 10):  # from 29 November; a warning 2 days before
        reminders.remind(at=AT + timedelta(days=days))

    assert [said for said in reminded(safety) if "Acknowledge" in said] == [
        f"- Acknowledge appeal {appeal.reference}: due Wednesday 2 December 2026",
        f"- Acknowledge appeal {appeal.reference}: due Wednesday 2 December 2026",
    ]
    stages = Reminder.objects.filter(person=safety, clock="APPEAL_ACKNOWLEDGEMENT")
    assert sorted(stages.values_list("due_on", "days")) == [(due, 0), (due, 2)]


def test_a_warning_that_a_stopped_job_missed_is_given_late(appeal):
    safety = appeal.recorded_by

    reminders.remind(at=AT + timedelta(days=20))

    assert (
        f"- Acknowledge appeal {appeal.reference}: was due Wednesday 2 December 2026"
        in (reminded(safety))
    )


def test_a_reminder_holds_no_personal_data_and_leads_to_the_page(appeal, eastmere):
    reminders.remind(at=AT + timedelta(days=8))
    message = Message.objects.filter(kind="REMINDER").first()

    deliver(message_id=message.pk, at=AT + timedelta(days=8))

    said = f"{mail.outbox[-1].subject} {mail.outbox[-1].body}"
    assert "/due/" in said
    assert "Rowan" not in said
    assert "Ashby" not in said
    assert "Larch" not in said
    posted = OutboxItem.objects.filter(task="notifications.deliver_message")
    assert str(message.pk) in [item.arguments["message_id"] for item in posted]


def test_nobody_is_reminded_of_what_is_not_theirs(appeal, people):
    reminders.remind(at=AT + timedelta(days=9))

    assert not any("appeal" in said for said in reminded(people.decider))
    assert reminded(people.head) == []


def test_the_duty_to_report_is_said_once_a_year(in_eastmere):
    officer = make_person(Role.VISITING_OFFICER, password=None, briefed_on=BRIEFED)
    year = AT.replace(year=2027)
    yearly = "Report every violent or threatening incident"

    def told() -> int:
        sent = Message.objects.filter(to_address=officer.email)
        return sum(yearly in message.body for message in sent)

    reminders.remind(at=AT)
    assert told() == 0
    reminders.remind(at=year - timedelta(days=20))
    reminders.remind(at=year - timedelta(days=19))
    assert told() == 1


def test_a_briefing_that_ends_reminds_the_person_and_the_administrator(in_eastmere):
    officer = make_person(Role.VISITING_OFFICER, password=None, briefed_on=BRIEFED)
    sian = make_person(Role.ORGANISATION_ADMINISTRATOR, password=None)
    soon = AT.replace(year=2028, month=10, day=27)

    reminders.remind(at=soon)

    for person in (officer, sian):
        assert (
            "- Brief one of our people on the register: due Thursday 2 November 2028"
            in (reminded(person))
        )

"""Is a message queued once and sent once, whatever happens in between?"""

from datetime import timedelta

import pytest
from django.core import mail

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from notifications import actions
from notifications.actions import MOST_ATTEMPTS, STILL_GOING, Envelope, NotNow
from notifications.facts import NotDelivered
from notifications.models import (
    MESSAGE_TRANSITIONS,
    Channel,
    Message,
    MessageKind,
    MessageState,
)
from tests.register.making import AT


ENVELOPE = Envelope(
    once="test:1",
    kind=MessageKind.NEW_ENTRY,
    channel=Channel.EMAIL,
    to_address="officer@eastmere.example",
    subject_line="New register entry E-1",
    body="A link.",
)


@pytest.fixture
def message(in_eastmere):
    return actions.queue(ENVELOPE, at=AT)


def refuse(monkeypatch, *, final=False):
    def refused(outgoing):
        raise NotDelivered("Not now.", final=final)

    monkeypatch.setattr("notifications.delivery.smtp.send", refused)


def test_asking_twice_queues_once(message):
    again = actions.queue(ENVELOPE, at=AT)

    assert again.pk == message.pk
    assert OutboxItem.objects.filter(task=actions.DELIVER).count() == 1


def test_sending_twice_sends_once(message):
    actions.deliver(message_id=message.pk, at=AT)
    sent = actions.deliver(message_id=message.pk, at=AT + timedelta(hours=1))

    assert (sent.state, sent.sent_at, sent.attempts) == ("SENT", AT, 1)
    assert len(mail.outbox) == 1
    assert Event.objects.filter(kind=Kind.MESSAGE_SENT).count() == 1


def test_a_worker_that_died_is_followed_after_a_while(message):
    Message.objects.update(state="SENDING", attempts=1, claimed_at=AT)

    with pytest.raises(NotNow):
        actions.deliver(message_id=message.pk, at=AT + STILL_GOING / 2)
    sent = actions.deliver(message_id=message.pk, at=AT + STILL_GOING)

    assert (sent.state, sent.attempts) == ("SENT", 2)


def test_what_the_provider_took_already_is_not_sent_again(message, monkeypatch):
    Message.objects.update(state="SENDING", attempts=1, claimed_at=AT)
    monkeypatch.setattr("notifications.delivery.was_taken", lambda outgoing: "abc")

    sent = actions.deliver(message_id=message.pk, at=AT + STILL_GOING)

    assert (sent.state, sent.provider_reference) == ("SENT", "abc")
    assert mail.outbox == []


def test_a_failure_is_kept_and_tried_again(message, monkeypatch):
    with monkeypatch.context() as patched:
        refuse(patched)
        with pytest.raises(NotDelivered):
            actions.deliver(message_id=message.pk, at=AT)
    failed = Message.objects.get()
    assert (failed.state, failed.last_error) == ("FAILED", "Not now.")

    sent = actions.deliver(message_id=message.pk, at=AT)

    assert (sent.state, sent.last_error) == ("SENT", "")


def test_a_final_refusal_is_given_up_and_on_record(message, monkeypatch):
    refuse(monkeypatch, final=True)

    with pytest.raises(NotDelivered):
        actions.deliver(message_id=message.pk, at=AT)

    assert Message.objects.get().state == "GIVEN_UP"
    assert Event.objects.filter(kind=Kind.MESSAGE_GIVEN_UP).count() == 1
    with pytest.raises(NotNow, match="“Not sent”"):
        actions.deliver(message_id=message.pk, at=AT)


def test_it_is_given_up_after_the_last_attempt(message, monkeypatch):
    refuse(monkeypatch)

    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(NotDelivered):
            actions.deliver(message_id=message.pk, at=AT)

    assert Message.objects.get().state == "GIVEN_UP"


def test_only_what_waits_to_be_posted_can_be_posted(message):
    with pytest.raises(NotNow):
        actions.mark_posted(message_id=message.pk, at=AT)


def test_every_state_has_its_transitions():
    assert set(MESSAGE_TRANSITIONS) == set(MessageState)

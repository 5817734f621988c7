"""Does each channel take a message once, and say plainly when it does not?"""

import base64
import smtplib
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core import mail

from notifications import delivery
from notifications.delivery import notify as notify_channel
from notifications.facts import Attachment, NotDelivered, Outgoing
from notifications.models import Channel
from tests.notifications import notify_server


KEY = f"heed-{uuid4()}-{uuid4()}"
LETTER = Attachment(
    file_name="letter.pdf", content_type="application/pdf", content=b"%PDF-1.7"
)
OUTGOING = Outgoing(
    message_id="018f0000-0000-7000-8000-000000000001",
    channel=Channel.EMAIL,
    to_address="rowan@person.example",
    subject_line="A letter",
    body="It is attached.\n",
    attachment=LETTER,
)


@pytest.fixture
def notify(settings):
    with notify_server.running() as server:
        settings.NOTIFY_API_KEY = KEY
        settings.NOTIFY_BASE_URL = server.url
        settings.NOTIFY_EMAIL_TEMPLATE_ID = str(uuid4())
        yield server


def test_mail_carries_the_same_message_id_on_every_attempt():
    references = {delivery.send(OUTGOING), delivery.send(OUTGOING)}

    assert references == {f"<{OUTGOING.message_id}@heed.example>"}
    assert {m.extra_headers["Message-ID"] for m in mail.outbox} == references


def test_a_header_cannot_be_injected():
    injected = replace(OUTGOING, subject_line="Hello\nBcc: everybody@else.example")

    with pytest.raises(ValueError, match="may not contain linefeed or carriage return"):
        delivery.send(injected)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("error", "sentence", "final"),
    [
        (TimeoutError(), "The mail server could not take it (TimeoutError).", False),
        (
            smtplib.SMTPRecipientsRefused({}),
            "The mail server refused the address.",
            True,
        ),
    ],
)
def test_a_mail_server_that_refuses_is_said_without_the_address(
    monkeypatch, error, sentence, final
):
    def refuse(self):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    with pytest.raises(NotDelivered) as refused:
        delivery.send(OUTGOING)

    assert (str(refused.value), refused.value.final) == (sentence, final)


def test_notify_takes_the_very_pdf(notify):
    letter = replace(OUTGOING, channel=Channel.NOTIFY_LETTER)

    reference = delivery.send(letter)

    (taken,) = notify.sent
    assert taken["path"] == "/v2/notifications/letter"
    assert taken["id"] == reference
    assert base64.b64decode(taken["content"]) == LETTER.content
    assert delivery.was_taken(letter) == reference


def test_notify_sends_mail_by_the_template(notify, settings):
    delivery.send(replace(OUTGOING, channel=Channel.NOTIFY_EMAIL))

    (taken,) = notify.sent
    assert taken["template_id"] == settings.NOTIFY_EMAIL_TEMPLATE_ID
    assert taken["personalisation"] == {
        "subject": "A letter",
        "body": "It is attached.\n",
    }


def test_what_notify_never_took_is_known(notify):
    assert delivery.was_taken(replace(OUTGOING, channel=Channel.NOTIFY_LETTER)) == ""
    assert delivery.was_taken(OUTGOING) == ""


@pytest.mark.parametrize(
    ("status", "final"), [(400, True), (403, True), (429, False), (500, False)]
)
def test_a_refusal_by_notify_keeps_the_status_and_no_address(notify, status, final):
    notify.refuse_with = status

    with pytest.raises(NotDelivered) as refused:
        delivery.send(replace(OUTGOING, channel=Channel.NOTIFY_EMAIL))

    assert str(refused.value) == f"GOV.UK Notify answered {status}."
    assert refused.value.final is final


def test_without_a_key_it_says_what_to_set(settings):
    settings.NOTIFY_API_KEY = ""

    with pytest.raises(NotDelivered, match="Set NOTIFY_API_KEY"):
        notify_channel.client()


def test_a_letter_without_its_pdf_is_not_sent(notify):
    bare = replace(OUTGOING, channel=Channel.NOTIFY_LETTER, attachment=None)

    with pytest.raises(NotDelivered, match="A letter needs its PDF"):
        delivery.send(bare)


def test_a_printed_letter_is_posted_by_hand():
    with pytest.raises(NotDelivered, match="posted by hand"):
        delivery.send(replace(OUTGOING, channel=Channel.PRINT))


def test_every_call_to_notify_says_plainly_that_it_failed(notify, settings):
    letter = replace(OUTGOING, channel=Channel.NOTIFY_LETTER)
    notify.refuse_with = 503
    with pytest.raises(NotDelivered, match="answered 503"):
        delivery.send(letter)

    settings.NOTIFY_BASE_URL = "http://127.0.0.1:9"
    with pytest.raises(NotDelivered):
        delivery.was_taken(letter)

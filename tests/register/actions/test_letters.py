"""Is the owed letter made once, kept as sent, and sent once?"""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core import mail

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event, OutboxItem
from documents.models import Document
from documents.queries import read
from notifications.actions import NotNow
from notifications.facts import NotDelivered
from notifications.models import Message
from register.actions import letters, messages, notices
from register.facts import Tell
from register.models import Notice
from register.queries.letters import letter_for
from register.refusals import NotFound, NotPermitted, Refused
from register.states import EntryState
from tenants.codes import Category, Precaution, Role, SubjectKind
from tenants.packs import load, shipped
from tenants.packs.choices import LetterBy, PushMode
from tenants.packs.pack import Push
from tests.accounts.making import make_person
from tests.register.making import AT, CONTENT, TODAY, make_entry


LATER = AT + timedelta(minutes=30)
BY = system("sharing")
NO_EMAIL = replace(CONTENT, subject=replace(CONTENT.subject, email=""))


def the_notice(entry):
    return Notice.objects.get(entry=entry, kind="ADDED")


def test_the_letter_goes_out_once_though_the_task_runs_twice(people, eastmere):
    notice = the_notice(make_entry(people))

    first = letters.send(notice_id=notice.pk, at=AT)
    second = letters.send(notice_id=notice.pk, at=LATER)

    assert (first.state, second.state) == ("SENT", "SENT")
    assert (first.sent_at, second.sent_at) == (AT, AT)
    assert len(mail.outbox) == 1
    assert (Message.objects.count(), Document.objects.count()) == (1, 1)
    sent = mail.outbox[0]
    assert sent.to == ["rowan@person.example"]
    assert sent.subject == f"A letter from {eastmere.name}"
    name, content, kind = sent.attachments[0]
    assert (name, kind) == (
        f"letter-{notice.entry.reference}-added.pdf",
        "application/pdf",
    )
    document = Document.objects.get()
    assert sha256(content).hexdigest() == document.sha256
    assert read(document) == content


def test_a_letter_names_those_who_are_actually_told(people, eastmere):
    entry = make_entry(people)

    notices.name_recipients(
        entry_id=entry.pk, recipients=["Harbour Homes", "Harbour Homes"], by=BY, at=AT
    )

    letter = letter_for(the_notice(entry), dated=TODAY)
    assert letter.recipients == [f"Housing visits, {eastmere.name}", "Harbour Homes"]
    assert letter.appeal_by == date(2026, 12, 21)
    assert letter.behaviour == [
        "This is about what happened on 16 November 2026: serious threat.",
        "We recorded: Threw a chair during an interview; nobody was hurt.",
    ]
    assert letter.to_address == ["14 Larch Court", "Eastmere", "ZX1 2AB"]


def test_a_letter_that_went_is_not_changed(people):
    entry = make_entry(people)
    letters.send(notice_id=the_notice(entry).pk, at=AT)

    changed = notices.name_recipients(
        entry_id=entry.pk, recipients=["Harbour Homes"], by=BY, at=LATER
    )

    assert changed is None


def test_without_an_address_for_mail_the_letter_waits_to_be_posted(people):
    notice = the_notice(make_entry(people, content=NO_EMAIL))

    notice = letters.send(notice_id=notice.pk, at=AT)

    assert notice.state == "MADE"
    assert Message.objects.get().state == "TO_PRINT"
    assert mail.outbox == []

    notice = letters.mark_posted(notice_id=notice.pk, by=people.decider, at=LATER)

    assert (notice.state, notice.sent_at) == ("SENT", LATER)
    with pytest.raises(Refused, match="“Sent”"):
        letters.mark_posted(notice_id=notice.pk, by=people.decider, at=LATER)


def test_only_a_decider_says_it_was_posted(people):
    notice = the_notice(make_entry(people, content=NO_EMAIL))
    letters.send(notice_id=notice.pk, at=AT)

    with pytest.raises(NotPermitted):
        letters.mark_posted(notice_id=notice.pk, by=people.head, at=LATER)


def test_a_refused_delivery_is_tried_again_with_the_same_letter(people, monkeypatch):
    notice = the_notice(make_entry(people))

    def refuse(outgoing):
        raise NotDelivered("The mail server could not take it (TimeoutError).")

    with monkeypatch.context() as patched:
        patched.setattr("notifications.delivery.smtp.send", refuse)
        with pytest.raises(NotDelivered):
            letters.send(notice_id=notice.pk, at=AT)
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("FAILED", 1)
    assert message.last_error == "The mail server could not take it (TimeoutError)."

    notice = letters.send(notice_id=notice.pk, at=LATER)

    assert notice.state == "SENT"
    assert Document.objects.count() == 1
    assert len(mail.outbox) == 1


def test_two_workers_do_not_send_at_once(people):
    notice = the_notice(make_entry(people))
    letters.make(notice_id=notice.pk, at=AT)
    notice = Notice.objects.get(pk=notice.pk)
    letters._queue(notice, notice.document, at=AT)
    Message.objects.update(state="SENDING", attempts=1, claimed_at=AT)

    with pytest.raises(NotNow):
        letters.send(notice_id=notice.pk, at=AT + timedelta(minutes=5))
    assert mail.outbox == []

    letters.send(notice_id=notice.pk, at=AT + timedelta(minutes=10))

    assert len(mail.outbox) == 1


def test_making_and_sending_are_on_record(people):
    notice = the_notice(make_entry(people))
    letters.send(notice_id=notice.pk, at=AT)

    kinds = [
        Kind.LETTER_MADE,
        Kind.DOCUMENT_STORED,
        Kind.MESSAGE_SENT,
        Kind.LETTER_SENT,
    ]
    for kind in kinds:
        assert Event.objects.filter(kind=kind).count() == 1


def test_a_failed_store_leaves_the_letter_owed(people, monkeypatch):
    notice = the_notice(make_entry(people))

    def broken(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("documents.storage.put", broken)
    with pytest.raises(OSError, match="the disk is full"):
        letters.send(notice_id=notice.pk, at=AT)

    notice.refresh_from_db()
    assert notice.state == "DUE"
    assert (Document.objects.count(), Message.objects.count()) == (0, 0)


def test_the_removal_letter_says_it_has_ended(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)
    removed = Notice.objects.get(entry=entry, kind="REMOVED")

    letter = letter_for(removed, dated=TODAY)

    assert letter.kind == "REMOVED"
    assert letter.end_reason == "The risk is gone."


# Messages to staff.


def test_staff_are_told_once_and_told_nothing_personal(people, eastmere):
    entry = make_entry(people)

    for at in (AT, LATER):
        messages.tell_staff(entry_id=entry.pk, at=at)

    queued = Message.objects.filter(kind="NEW_ENTRY")
    assert [m.to_address for m in queued] == [people.reporter.email]
    message = queued.get()
    assert message.due_on == date(2026, 11, 25)
    assert entry.reference in message.subject_line
    assert f"/register/entries/{entry.reference}/" in message.body
    said = message.subject_line + message.body
    for personal in ("Rowan", "Ashby", "Larch", "ZX1", "chair", "threat"):
        assert personal not in said
    tasks = OutboxItem.objects.filter(task="notifications.deliver_message")
    assert tasks.count() == 1


def test_a_team_that_meets_nobody_is_not_told(people):
    people.team.contact_mode = "NONE"
    people.team.save()
    entry = make_entry(people)

    assert messages.tell_staff(entry_id=entry.pk, at=AT) == 0


def test_somebody_who_left_is_not_told(people):
    entry = make_entry(people)
    leaver = make_person(Role.VISITING_OFFICER, teams=[people.team])
    leaver.is_active = False
    leaver.disabled_at = AT
    leaver.save()

    assert messages.tell_staff(entry_id=entry.pk, at=AT) == 1


def test_a_pack_may_send_no_message(people, under_pack):
    under_pack(push=Push(mode=PushMode.NONE, groups=()))

    make_entry(people)

    assert OutboxItem.objects.filter(task="register.tell_staff").count() == 0


# Other channels and subjects.


def test_a_letter_by_notify_is_the_stored_pdf(
    people, under_pack, monkeypatch, settings
):
    settings.NOTIFY_API_KEY = "a-key"
    letters_of = replace(load(shipped("eastmere")).letters, by=LetterBy.NOTIFY)
    under_pack(letters=letters_of)
    taken = []

    def take(outgoing):
        taken.append(outgoing)
        return "notify-1"

    monkeypatch.setattr("notifications.delivery.notify.send_letter", take)
    notice = letters.send(notice_id=the_notice(make_entry(people)).pk, at=AT)

    assert notice.state == "SENT"
    (outgoing,) = taken
    assert outgoing.attachment.content == read(notice.document)
    assert Message.objects.get().provider_reference == "notify-1"


def test_what_no_channel_takes_is_posted_by_hand(people, monkeypatch):
    def refuse(outgoing):
        raise NotDelivered("The mail server refused the address.", final=True)

    monkeypatch.setattr("notifications.delivery.smtp.send", refuse)
    notice = the_notice(make_entry(people))
    with pytest.raises(NotDelivered):
        letters.send(notice_id=notice.pk, at=AT)

    waiting = letters.send(notice_id=notice.pk, at=LATER)
    posted = letters.mark_posted(notice_id=notice.pk, by=people.decider, at=LATER)

    assert (waiting.state, posted.state) == ("MADE", "SENT")


def test_premises_are_written_to_as_the_occupier(people):
    premises = replace(
        CONTENT,
        subject=replace(CONTENT.subject, kind=SubjectKind.PREMISES, name="", email=""),
        category=Category.OTHER,
        category_text="Unsafe stairs",
        summary="The stairs have given way.",
    )
    entry = make_entry(people, content=premises)

    letter = letter_for(the_notice(entry), dated=TODAY)

    assert letter.to_name == "The occupier"
    assert letter.behaviour[0].endswith("16 November 2026: other risk: unsafe stairs.")


def test_a_letter_that_does_not_exist_is_not_found(people):
    with pytest.raises(NotFound):
        letters.send(notice_id=people.team.pk, at=AT)


def test_a_letter_sent_meanwhile_is_left_as_it_is(people):
    notice = letters.send(notice_id=the_notice(make_entry(people)).pk, at=AT)

    again = letters._mark_sent(notice.pk, Message.objects.get(), by=BY, at=LATER)

    assert again.sent_at == AT


def test_a_contact_route_rests_on_its_own_basis_and_is_always_told(people, eastmere):
    """Apart from risk: another letter, another basis, no pack's words on violence."""
    route = replace(CONTENT, category=Category.CONTACT, precautions=(Precaution.ROUTE,))
    warned, routed = make_entry(people), make_entry(people, content=route)

    letter = letter_for(the_notice(routed), dated=TODAY)
    other = letter_for(the_notice(warned), dated=TODAY)

    assert letter.is_contact_route
    assert letter.opening == ""
    assert letter.behaviour[0].startswith("This is about how you contacted us on")
    assert letter.basis == ("public task (UK GDPR, article 6(1)(e))",)
    assert not other.is_contact_route
    assert other.opening.startswith("We do not accept violence")
    assert other.basis == (
        "public task (UK GDPR, article 6(1)(e))",
        "legal obligation (UK GDPR, article 6(1)(c))",
    )
    with pytest.raises(Refused, match="must always be told of it"):
        make_entry(
            people, content=route, tell=Tell(told=False, reason="He would be angry.")
        )

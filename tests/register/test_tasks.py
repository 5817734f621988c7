"""Does the work that starts from the outbox do its one thing, once, in its place?"""

from datetime import timedelta

import pytest
from django.core import mail

from audit.actors import system
from audit.models import OutboxItem
from documents.models import Document
from notifications.models import Message
from notifications.tasks import deliver_message
from register.actions import entries, erasure, letters
from register.models import Entry, Notice
from register.refusals import NotFound
from register.tasks import send_letter, tell_staff
from tenants.context import in_organisation
from tests.register.making import AT, make_entry, make_people


def posted(task):
    return [
        {"organisation_id": str(item.organisation), "outbox_id": str(item.pk)}
        | item.arguments
        for item in OutboxItem.objects.filter(task=task)
    ]


@pytest.mark.throwaway
def test_what_is_open_about_an_erased_entry_is_worked_off_and_sends_nothing(
    open_throwaway,
):
    """Erased with a letter and a message to staff that nobody has sent yet."""
    organisation = open_throwaway()
    with in_organisation(organisation):
        people = make_people()
        entry = make_entry(people)
        entries.withdraw(
            reference=entry.reference, reason="Moved.", by=people.decider, at=AT
        )
        Notice.objects.filter(entry=entry, kind="REMOVED").update(
            state="NOT_SENT", not_sent_reason="Returned by the post."
        )
        items = posted("register.send_letter") + posted("register.tell_staff")
        erasure.erase(entry_id=entry.pk, by=system("tests"), at=AT + timedelta(days=29))

    for item in items:
        task = send_letter if "notice_id" in item else tell_staff
        task(**item)

    with in_organisation(organisation):
        left = OutboxItem.objects.filter(
            task__startswith="register.", done_at__isnull=True
        )
        assert [row.task for row in left] == []
        assert not OutboxItem.objects.exclude(failed="").exists()
        assert not Message.objects.exists()
        assert not Document.objects.exists()
    assert len(items) == 3
    assert mail.outbox == []


def test_no_letter_is_made_while_its_entry_is_being_erased(in_eastmere):
    """The erasure was killed after it began: a file made now would outlive it."""
    people = make_people()
    entry = make_entry(people)
    entries.withdraw(
        reference=entry.reference, reason="Moved.", by=people.decider, at=AT
    )
    Entry.objects.filter(pk=entry.pk).update(erasing_at=AT)
    notice = entry.notices.get(kind="ADDED")

    assert letters.send_owed(notice_id=notice.pk, at=AT) is None
    with pytest.raises(NotFound):
        letters.make(notice_id=notice.pk, at=AT)
    assert not Document.objects.exists()


@pytest.mark.throwaway
def test_an_approvals_letter_and_messages_go_out_once(open_throwaway):
    organisation = open_throwaway()
    with in_organisation(organisation):
        make_entry(make_people())
        (letter,) = posted("register.send_letter")
        (message,) = posted("register.tell_staff")

    for _ in range(2):
        send_letter(**letter)
        tell_staff(**message)
    with in_organisation(organisation):
        (notice_to_staff,) = posted("notifications.deliver_message")
    for _ in range(2):
        deliver_message(**notice_to_staff)

    with in_organisation(organisation):
        assert Notice.objects.get().state == "SENT"
        states = Message.objects.values_list("state", flat=True)
        assert list(states) == ["SENT", "SENT"]
        done = OutboxItem.objects.filter(done_at__isnull=False)
        assert {item.task for item in done} >= {
            "register.send_letter",
            "register.tell_staff",
            "notifications.deliver_message",
        }
    assert len(mail.outbox) == 2

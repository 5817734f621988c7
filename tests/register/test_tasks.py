"""Does the work that starts from the outbox do its one thing, once, in its place?"""

import pytest
from django.core import mail

from audit.models import OutboxItem
from notifications.models import Message
from notifications.tasks import deliver_message
from register.models import Notice
from register.tasks import send_letter, tell_staff
from tenants.context import in_organisation
from tests.register.making import make_entry, make_people


def posted(task):
    return [
        {"organisation_id": str(item.organisation), "outbox_id": str(item.pk)}
        | item.arguments
        for item in OutboxItem.objects.filter(task=task)
    ]


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

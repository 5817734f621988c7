"""Does losing the broker lose anything?"""

from uuid import UUID

import pytest
from celery import Celery

from audit import outbox as posting
from audit.models import OutboxItem
from tenants import outbox, tasks
from tenants.context import in_organisation


class BrokerGone(Exception):
    pass


def post(organisation, number: int) -> list[UUID]:
    with in_organisation(organisation):
        return [
            posting.post(
                task="tests.x", organisation=organisation.pk, arguments={"n": str(n)}
            )
            for n in range(number)
        ]


def test_the_relay_hands_over_every_open_row_once(db, eastmere, torley):
    posted = {*post(eastmere, 3), *post(torley, 2)}
    sent: list[outbox.Item] = []

    first = outbox.relay(send=sent.append)
    second = outbox.relay(send=sent.append)

    assert (first, second) == (5, 0)
    assert {item.id for item in sent} == posted
    assert {item.organisation for item in sent} == {eastmere.pk, torley.pk}
    # All of one transaction are due at one moment: their order is nobody's promise.
    assert sorted(item.arguments["n"] for item in sent) == ["0", "0", "1", "1", "2"]


def test_what_a_broker_does_not_take_is_handed_over_when_it_is_back(db, eastmere):
    posted = post(eastmere, 4)
    sent: list[UUID] = []

    def breaks(item: outbox.Item) -> None:
        if len(sent) == 2:
            raise BrokerGone
        sent.append(item.id)

    with pytest.raises(BrokerGone):
        outbox.relay(send=breaks)
    outbox.relay(send=lambda item: sent.append(item.id))

    assert sorted(sent) == sorted(posted)


def test_what_was_taken_and_never_done_is_handed_over_again(db, eastmere):
    (item,) = post(eastmere, 1)
    outbox.relay(send=lambda _: None)
    set_row(item, "sent_at = now() - interval '3 minutes'")
    sent: list[UUID] = []

    outbox.relay(send=lambda found: sent.append(found.id))

    assert sent == [item]


def test_what_is_done_is_not_handed_over_again(db, eastmere):
    (item,) = post(eastmere, 1)
    outbox.mark_done(item)

    assert outbox.relay(send=lambda _: None) == 0
    with in_organisation(eastmere):
        assert OutboxItem.objects.get(pk=item).done_at is not None


def test_a_row_is_given_up_on_after_many_attempts_and_counted(db, eastmere):
    (item,) = post(eastmere, 1)
    set_row(item, "attempts = 12")

    assert outbox.relay(send=lambda _: None) == 0
    assert outbox.waiting() == (0, 1)


def set_row(item: UUID, change: str) -> None:
    with outbox.as_relay() as cursor:
        cursor.execute(
            f"UPDATE public.audit_outbox SET {change} WHERE id = %s", (item,)
        )


def test_a_row_due_later_waits(db, eastmere):
    (item,) = post(eastmere, 1)
    set_row(item, "due_at = now() + interval '1 hour'")

    assert outbox.relay(send=lambda _: None) == 0


def test_a_broker_that_is_not_there_loses_nothing(db, eastmere, monkeypatch):
    (item,) = post(eastmere, 1)
    nowhere = Celery("nowhere", broker="redis://127.0.0.1:1/0", set_as_current=False)
    nowhere.conf.broker_transport_options = {"socket_connect_timeout": 1}
    monkeypatch.setattr(tasks, "current_app", nowhere)

    with pytest.raises(Exception, match=r"refused|Connection"):
        outbox.relay(send=tasks.send)

    sent: list[UUID] = []
    outbox.relay(send=lambda found: sent.append(found.id))
    assert sent == [item]

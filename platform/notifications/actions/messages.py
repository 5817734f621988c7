"""How is a message queued once and sent once?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from audit import outbox
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from notifications import delivery
from notifications.facts import Attachment, NotDelivered, Outgoing
from notifications.models import (
    MESSAGE_TRANSITIONS,
    Channel,
    Message,
    MessageKind,
    MessageState,
)
from tenants.context import current_organisation


DELIVER = "notifications.deliver_message"
STILL_GOING = timedelta(minutes=10)  # a worker that takes longer is taken for dead
MOST_ATTEMPTS = 8


class NotNow(Exception):
    """Another worker is sending this message, or it waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is to be sent, by which channel, and what makes it the same message."""

    once: str
    kind: MessageKind
    channel: Channel
    to_address: str = ""
    subject_line: str = ""
    body: str = ""
    attachment: UUID | None = None
    due_on: date | None = None


@transaction.atomic
def queue(
    envelope: Envelope, *, at: datetime, deliver_by_outbox: bool = True
) -> Message:
    """Put a message in the queue; asking twice gives the same one.

    With an attachment the caller delivers it, since only the caller may read the file.
    """
    printed = envelope.channel is Channel.PRINT
    state = MessageState.TO_PRINT if printed else MessageState.QUEUED
    message, made = Message.objects.get_or_create(
        once=envelope.once,
        defaults={
            "kind": envelope.kind.value,
            "channel": envelope.channel.value,
            "state": state.value,
            "to_address": envelope.to_address,
            "subject_line": envelope.subject_line,
            "body": envelope.body,
            "attachment": envelope.attachment,
            "due_on": envelope.due_on,
            "queued_at": at,
        },
    )
    if made and deliver_by_outbox and not printed:
        outbox.post(
            task=DELIVER,
            organisation=current_organisation().id,
            arguments={"message_id": str(message.pk)},
        )
    return message


def deliver(
    *, message_id: UUID, at: datetime, attachment: Attachment | None = None
) -> Message:
    """Send a message once, however often this is called.

    Claimed in one transaction, sent outside any, and marked in another: a worker that
    dies in between leaves SENDING, and the next one asks the provider first.

    Raises:
        NotDelivered: the channel did not take it; it is to be tried again.
        NotNow: somebody else is sending it.
    """
    message, seen_before = _claim(message_id, at=at)
    if message.state == MessageState.SENT:
        return message
    outgoing = _outgoing(message, attachment)
    try:
        taken = delivery.was_taken(outgoing) if seen_before else ""
        reference = taken or delivery.send(outgoing)
    except NotDelivered as refusal:
        _not_sent(message, refusal, at=at)
        raise
    return _sent(message, reference, at=at)


@transaction.atomic
def mark_posted(*, message_id: UUID, at: datetime) -> Message:
    """A printed letter was put in the post by hand."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state not in {MessageState.TO_PRINT, MessageState.GIVEN_UP}:
        raise NotNow(f"This message is “{MessageState(message.state).label}”.")
    return _sent(message, "by hand", at=at)


@transaction.atomic
def _claim(message_id: UUID, *, at: datetime) -> tuple[Message, bool]:
    """The message marked SENDING, and whether an earlier attempt got that far."""
    message = Message.objects.select_for_update().get(pk=message_id)
    state = MessageState(message.state)
    if state is MessageState.SENT:
        return message, True
    busy = message.claimed_at is not None and at - message.claimed_at < STILL_GOING
    if state is MessageState.SENDING and busy:
        raise NotNow("Another worker is sending this message.")
    if MessageState.SENDING not in MESSAGE_TRANSITIONS[state]:
        raise NotNow(f"This message is “{state.label}”.")
    seen_before = message.attempts > 0
    message.state = MessageState.SENDING.value
    message.claimed_at = at
    message.attempts += 1
    message.save(update_fields=["state", "claimed_at", "attempts"])
    return message, seen_before


@transaction.atomic
def forget(message_ids: Collection[UUID]) -> int:
    """Drop messages with the addresses they went to: what they told of is erased."""
    return Message.objects.filter(pk__in=message_ids).delete()[0]


def _outgoing(message: Message, attachment: Attachment | None) -> Outgoing:
    return Outgoing(
        message_id=str(message.pk),
        channel=message.channel,
        to_address=message.to_address,
        subject_line=message.subject_line,
        body=message.body,
        attachment=attachment,
    )


@transaction.atomic
def _sent(message: Message, reference: str, *, at: datetime) -> Message:
    message.state = MessageState.SENT.value
    message.provider_reference = reference
    message.last_error = ""
    message.sent_at = at
    message.save()
    _record(Kind.MESSAGE_SENT, message, at=at)
    return message


@transaction.atomic
def _not_sent(message: Message, refusal: NotDelivered, *, at: datetime) -> None:
    given_up = refusal.final or message.attempts >= MOST_ATTEMPTS
    state = MessageState.GIVEN_UP if given_up else MessageState.FAILED
    message.state = state.value
    message.last_error = str(refusal)
    message.save()
    if given_up:
        _record(Kind.MESSAGE_GIVEN_UP, message, at=at)


def _record(kind: Kind, message: Message, *, at: datetime) -> None:
    organisation = current_organisation().id
    record(
        kind=kind,
        organisation=organisation,
        by=system("notifications", organisation=organisation),
        at=at,
        subject=str(message.pk),
        details={"kind": message.kind, "channel": message.channel},
    )

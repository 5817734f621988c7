"""By which channel does a message leave?

Speaks outward and never writes. Each channel takes an `Outgoing` and returns the
provider's reference, or raises NotDelivered.
"""

from notifications.delivery import notify, smtp
from notifications.facts import NotDelivered, Outgoing
from notifications.models import Channel


def send(outgoing: Outgoing) -> str:
    """Send by the message's own channel and return the provider's reference."""
    match Channel(outgoing.channel):
        case Channel.EMAIL:
            return smtp.send(outgoing)
        case Channel.NOTIFY_EMAIL:
            return notify.send_email(outgoing)
        case Channel.NOTIFY_LETTER:
            return notify.send_letter(outgoing)
        case Channel.PRINT:
            raise NotDelivered("A printed letter is posted by hand.", final=True)


def was_taken(outgoing: Outgoing) -> str:
    """The provider's reference if an earlier attempt got through, else empty.

    SMTP cannot be asked; its repeated message carries the same Message-ID.
    """
    if outgoing.channel in {Channel.NOTIFY_EMAIL, Channel.NOTIFY_LETTER}:
        return notify.find(outgoing.message_id)
    return ""


def can_post() -> bool:
    """Is GOV.UK Notify set up, so that it can print and post a letter?"""
    return notify.is_set_up()

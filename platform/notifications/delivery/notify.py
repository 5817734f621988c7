"""How does a message leave by GOV.UK Notify?

The one place that knows its client; the address is a setting, so that tests and the
demonstration stand up a server of their own.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import RequestException

from notifications.facts import NotDelivered, Outgoing


# The client has no types of its own.
type Service = Any

SECONDS = 15
FIRST_SERVER_ERROR = 500
TOO_MANY = 429


def is_set_up() -> bool:
    return bool(settings.NOTIFY_API_KEY)


def client() -> Service:
    """A client for the configured service, or NotDelivered saying what to set."""
    if not settings.NOTIFY_API_KEY:
        raise NotDelivered("Set NOTIFY_API_KEY to send by GOV.UK Notify.", final=True)
    make: Service = NotificationsAPIClient
    return make(
        settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=SECONDS
    )


def send_email(outgoing: Outgoing) -> str:
    """By the one template, which takes a subject and a body."""
    notify = client()
    try:
        answer = notify.send_email_notification(
            email_address=outgoing.to_address,
            template_id=settings.NOTIFY_EMAIL_TEMPLATE_ID,
            personalisation={
                "subject": outgoing.subject_line,
                "body": outgoing.body,
            },
            reference=outgoing.message_id,
        )
    except (HTTPError, RequestException) as error:
        raise _refusal(error) from error
    return str(answer["id"])


def send_letter(outgoing: Outgoing) -> str:
    """As a precompiled letter: the very PDF that is stored."""
    if outgoing.attachment is None:
        raise NotDelivered("A letter needs its PDF.", final=True)
    notify = client()
    try:
        answer = notify.send_precompiled_letter_notification(
            reference=outgoing.message_id,
            pdf_file=BytesIO(outgoing.attachment.content),
            postage="first",
        )
    except (HTTPError, RequestException) as error:
        raise _refusal(error) from error
    return str(answer["id"])


def find(reference: str) -> str:
    """The id under which Notify took a message with this reference, or empty."""
    notify = client()
    try:
        answer = notify.get_all_notifications(reference=reference)
    except (HTTPError, RequestException) as error:
        raise _refusal(error) from error
    found = answer["notifications"]
    return str(found[0]["id"]) if found else ""


def _refusal(error: Exception) -> NotDelivered:
    """What Notify says may quote an address, so only the status is kept."""
    status = getattr(error, "status_code", None)
    if not isinstance(status, int):
        return NotDelivered("GOV.UK Notify could not be reached.")
    final = status < FIRST_SERVER_ERROR and status != TOO_MANY
    return NotDelivered(f"GOV.UK Notify answered {status}.", final=final)

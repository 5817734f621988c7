"""How does a message leave by e-mail?"""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.facts import NotDelivered, Outgoing


def send(outgoing: Outgoing) -> str:
    """Hand the message to the mail server; its Message-ID is the reference."""
    message_id = f"<{outgoing.message_id}@{_domain()}>"
    email = EmailMessage(
        subject=outgoing.subject_line,
        body=outgoing.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to_address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    if outgoing.attachment:
        file = outgoing.attachment
        email.attach(file.file_name, file.content, file.content_type)
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise NotDelivered(
            "The mail server refused the address.", final=True
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        kind = type(error).__name__
        raise NotDelivered(f"The mail server could not take it ({kind}).") from error
    return message_id


def _domain() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">")

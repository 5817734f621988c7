"""How does a message leave by e-mail?"""

import smtplib
from email.message import EmailMessage as Mail
from email.policy import SMTP, Policy
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.facts import NotDelivered, Outgoing


class SealedMail(EmailMessage):
    """An S/MIME message: the sealed part is the whole of it, as mail programs expect."""

    content_type = "application/pkcs7-mime"

    def message(self, *, policy: "Policy[Any] | None" = SMTP) -> Mail:
        """The usual headers over the one attachment, with no words beside it."""
        made: Mail = super().message(policy=policy)
        sealed = self.attachments[0]
        made.clear_content()
        made.set_content(
            sealed[1],
            maintype="application",
            subtype="pkcs7-mime",
            disposition="attachment",
            filename=sealed[0],
            params={"smime-type": "enveloped-data", "name": sealed[0]},
        )
        return made


def send(outgoing: Outgoing) -> str:
    """Hand the message to the mail server; its Message-ID is the reference."""
    message_id = f"<{outgoing.message_id}@{_domain()}>"
    file = outgoing.attachment
    sealed = file is not None and file.content_type == SealedMail.content_type
    email = (SealedMail if sealed else EmailMessage)(
        subject=outgoing.subject_line,
        body=outgoing.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to_address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    if file:
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

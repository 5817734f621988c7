"""What is handed to a channel to be sent?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message, as bytes."""

    file_name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message as a channel needs it. `message_id` is the same on every attempt,
    so that a provider can tell a repetition."""

    message_id: str
    channel: str
    to_address: str
    subject_line: str
    body: str
    attachment: Attachment | None = None


class NotDelivered(Exception):
    """The channel did not take the message. The sentence holds no personal data."""

    def __init__(self, sentence: str, *, final: bool = False) -> None:
        super().__init__(sentence)
        self.final = final

"""How is a message queued once and sent once, and who is reminded of what?"""

from notifications.actions.messages import (
    DELIVER,
    MOST_ATTEMPTS,
    STILL_GOING,
    Envelope,
    NotNow,
    deliver,
    forget,
    mark_posted,
    queue,
)


__all__ = [
    "DELIVER",
    "MOST_ATTEMPTS",
    "STILL_GOING",
    "Envelope",
    "NotNow",
    "deliver",
    "forget",
    "mark_posted",
    "queue",
]

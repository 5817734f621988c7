"""What happened, and who looked?"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from audit.kinds import Kind
from audit.models import Event


def events_for(
    *,
    organisation: UUID,
    subject: str | None = None,
    kinds: Collection[Kind] | None = None,
    actor_id: str | None = None,
    since: datetime | None = None,
    limit: int = 100,
) -> list[Event]:
    """The organisation's events, newest first. Reading them is itself an event, which
    the caller records."""
    events = Event.objects.filter(organisation=organisation)
    if subject is not None:
        events = events.filter(subject=subject)
    if kinds is not None:
        events = events.filter(kind__in=[str(kind) for kind in kinds])
    if actor_id is not None:
        events = events.filter(actor_id=actor_id)
    if since is not None:
        events = events.filter(recorded_at__gte=since)
    return list(events.order_by("-recorded_at", "-id")[:limit])

"""What happened, and who looked?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event as it may be read out: no search terms, sealed or not."""

    id: UUID
    kind: str
    recorded_at: datetime
    occurred_at: datetime
    actor_kind: str
    actor: str
    role: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One page, newest first; `more` is its last line where there are older ones."""

    lines: tuple[EventLine, ...]
    more: EventLine | None


def events_before(
    before: tuple[datetime, UUID] | None,
    *,
    organisation: UUID,
    kind: Kind | None,
    subject: str,
    limit: int,
) -> EventPage:
    """A page of the organisation's events, older than the time and id given."""
    events = Event.objects.filter(organisation=organisation)
    if kind is not None:
        events = events.filter(kind=str(kind))
    if subject:
        events = events.filter(subject=subject)
    if before is not None:
        at, last = before
        older = Q(recorded_at__lt=at) | Q(recorded_at=at, id__lt=last)
        events = events.filter(older)
    rows = list(events.order_by("-recorded_at", "-id")[: limit + 1])
    lines = tuple(_line(event) for event in rows[:limit])
    return EventPage(lines=lines, more=lines[-1] if len(rows) > limit else None)


def _line(event: Event) -> EventLine:
    return EventLine(
        id=event.id,
        kind=event.kind,
        recorded_at=event.recorded_at,
        occurred_at=event.occurred_at,
        actor_kind=event.actor_kind,
        actor=event.actor_id,
        role=event.actor_role,
        subject=event.subject,
        details=event.details,
    )

"""What does a check know about who is asking?

`accounts` writes a row here in the transaction that signs somebody in, changes what
they may do, or ends it; the check reads it and nothing of the organisation's own schema.
"""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from tenants.codes import Level
from tenants.context import as_relay
from tenants.models import Asker


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerFacts:
    """One live session or token. `digest` is sha256 of the session key or token."""

    digest: bytes
    organisation: UUID
    kind: str
    actor_id: str
    expires_at: datetime
    idle_expires_at: datetime
    role: str = ""
    roles: list[str] = field(default_factory=list)
    ceiling: str = Level.SEEK_ADVICE.value
    teams: list[UUID] = field(default_factory=list)
    reads_register: bool = False
    briefing_ends: date | None = None
    second_factor: bool = False
    scopes: list[str] = field(default_factory=list)
    responsible_id: str = ""
    responsible_role: str = ""
    responsible_ceiling: str = ""
    responsible_briefing_ends: date | None = None


def write_asker(facts: AskerFacts) -> None:
    """Add or replace the row, in the caller's transaction."""
    values = asdict(facts)
    digest = values.pop("digest")
    Asker.objects.update_or_create(digest=digest, defaults=values)


def drop_asker(*, digest: bytes) -> None:
    """End one session or token now."""
    Asker.objects.filter(digest=digest).delete()


def drop_askers_of(*, organisation: UUID, actor_id: str) -> None:
    """End every session and token of one person or client now."""
    Asker.objects.filter(organisation=organisation, actor_id=actor_id).delete()


def drop_askers_in(*, organisation: UUID, using: str) -> int:
    """End everybody's, when the organisation is suspended. Returns how many."""
    return Asker.objects.using(using).filter(organisation=organisation).delete()[0]


def forget_ended() -> None:
    """Rows whose session or token has ended answer nothing and are removed."""
    with as_relay() as cursor:
        cursor.execute("DELETE FROM public.tenants_asker WHERE expires_at < now()")

"""Which of our entries could go to a partner, for whoever goes on reference by reference?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from sharing.permissions import require
from sharing.queries.bulk import (
    Destination,
    EntryChoice,
    choices_of,
    destination_of,
    standing_for,
    waiting_at,
)
from tenants.codes import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The entries after one reference; `after` is the last one's where more follow."""

    destination: Destination
    entries: tuple[EntryChoice, ...]
    after: str | None
    waiting: int
    released: int
    outside: int


def candidates_after(
    user: User,
    agreement_id: UUID,
    activity: str,
    *,
    after: str,
    limit: int,
    at: datetime,
) -> Candidates:
    """The next entries inside the portfolio that are not released there.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: there is no such agreement of ours, or it has no such activity.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    standing = standing_for(agreement_id, activity)
    found = waiting_at(standing)
    rows = list(found.waiting.filter(reference__gt=after)[: limit + 1])
    shown = rows[:limit]
    return Candidates(
        destination=destination_of(standing, at=at),
        entries=choices_of(shown, standing, at=at),
        after=shown[-1].reference if len(rows) > limit else None,
        waiting=found.waiting.count(),
        released=found.released,
        outside=found.outside,
    )

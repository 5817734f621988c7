"""How does something that happened to an entry get onto its history?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from register.actions.parts import acts
from register.models import Change, Entry
from register.models.lives import DECIDING_CHANGES
from register.states import ChangeKind


def add_change(
    entry: Entry,
    kind: ChangeKind,
    *,
    reason: str,
    by: User,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Change:
    """Add one line, in the caller's transaction. `before` and `after` name the fields
    that changed, as JSON holds them. Whoever decided by it hears no appeal about it."""
    if kind in DECIDING_CHANGES:
        acts(entry, by.pk)
    return Change.objects.create(
        entry=entry,
        kind=kind.value,
        reason=reason.strip(),
        by=by,
        at=at,
        before=dict(before or {}),
        after=dict(after or {}),
    )

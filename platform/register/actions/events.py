"""How does the register put on record what somebody did?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.queries import actor
from audit.actions import record
from audit.kinds import Kind
from register.permissions import Standing
from tenants.codes import Permission
from tenants.context import current_organisation


def note(
    kind: Kind,
    *,
    who: Standing,
    step: Permission,
    at: datetime,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> UUID:
    """Record one event by a person, with the role by which they took the step."""
    return record(
        kind=kind,
        organisation=current_organisation().id,
        by=actor(who.user, role=who.role_for(step)),
        at=at,
        subject=subject,
        details=details,
    )

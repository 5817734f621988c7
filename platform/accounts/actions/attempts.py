"""Who tried to take a step that is somebody else's?

A refusal for want of the right role changes nothing, so what it leaves behind is written
after the step's own transaction is undone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries import actor
from accounts.refusals import OnRecord
from audit.actions import record
from audit.kinds import Kind
from tenants.clocks import civil_date
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody tried, upon what, and when. A reference or an id, never a name."""

    step: str
    subject: str
    by: User
    at: datetime


def noted[**P, R](
    action: Callable[P, R],
    *,
    refusal: type[OnRecord],
    about: tuple[str, ...],
) -> Callable[P, R]:
    """The action, leaving an event when it is refused so. `about` names the arguments
    that may say what it was upon."""

    @wraps(action)
    def tried(*args: P.args, **given: P.kwargs) -> R:
        try:
            return action(*args, **given)
        except refusal:
            write(_attempt(action.__name__, dict(given), about))
            raise

    return tried


def write(attempt: Attempt | None) -> None:
    """Put it on record, by the first of the person's roles; nothing where none was."""
    if attempt is None:
        return
    roles = sorted(roles_of(attempt.by, civil_date(attempt.at)))
    with transaction.atomic():
        record(
            kind=Kind.STEP_NOT_ALLOWED,
            organisation=current_organisation().id,
            by=actor(attempt.by, role=roles[0] if roles else None),
            at=attempt.at,
            subject=attempt.subject,
            details={"step": attempt.step},
        )


def _attempt(
    step: str, given: Mapping[str, Any], about: tuple[str, ...]
) -> Attempt | None:
    by = given.get("by")
    if not isinstance(by, User):
        return None
    subject = next((str(given[key]) for key in about if given.get(key)), "")
    return Attempt(step=step, subject=subject, by=by, at=given["at"])

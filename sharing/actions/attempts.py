"""Who tried to take a step that is somebody else's?

A refusal for want of the right role changes nothing, so what it leaves behind is written
after the step's own transaction is undone.
"""

from collections.abc import Callable
from functools import wraps

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries import actor
from audit.actions import record
from audit.kinds import Kind
from sharing.errors import NotAllowed
from sharing.permissions import LONDON
from tenants.context import current_organisation


ABOUT = ("agreement_id", "attestation_id", "case_id", "question_id", "recipient")


def noting_attempts[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Leave an audit event when somebody without the role for it tries the action."""

    @wraps(action)
    def noted(*args: P.args, **given: P.kwargs) -> R:
        try:
            return action(*args, **given)
        except NotAllowed:
            _note(action.__name__, dict(given))
            raise

    return noted


def _note(name: str, given: dict[str, object]) -> None:
    by, at = given["by"], given["at"]
    if not isinstance(by, User):
        return
    here = current_organisation().id
    roles = sorted(roles_of(by, at.astimezone(LONDON).date()))  # type: ignore[attr-defined]
    subject = next((str(given[key]) for key in ABOUT if given.get(key)), "")
    with transaction.atomic():
        record(
            kind=Kind.STEP_NOT_ALLOWED,
            organisation=here,
            by=actor(by, role=roles[0] if roles else None),
            at=at,  # type: ignore[arg-type]
            subject=subject,
            details={"step": name},
        )

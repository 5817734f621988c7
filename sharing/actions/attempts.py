"""Who tried to take a step in sharing that is somebody else's?"""

from collections.abc import Callable

from accounts.actions.attempts import noted
from sharing.errors import NotAllowed


ABOUT = ("agreement_id", "attestation_id", "case_id", "question_id", "recipient")


def noting_attempts[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Leave an audit event when somebody without the role for it tries the action."""
    return noted(action, refusal=NotAllowed, about=ABOUT)

"""Who tried to take a step in the register that is somebody else's?"""

from collections.abc import Callable

from accounts.actions.attempts import noted
from register.refusals import NotPermitted


ABOUT = (
    "reference",
    "entry_reference",
    "entry",
    "notice_id",
    "pair_id",
    "merge_id",
    "association_id",
    "batch_id",
    "disclosure_id",
    "member",
)


def noting_attempts[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Leave an audit event when somebody who may not tries the action."""
    return noted(action, refusal=NotPermitted, about=ABOUT)

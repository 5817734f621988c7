"""What does a step in an entry's life say? Read strictly, all that is wrong at once."""

from collections.abc import Mapping
from typing import Any

from api.bodies import Errors, paragraph, refuse_if_any, refuse_unknown


REASON = frozenset({"reason"})


def read_reason(body: Mapping[str, Any]) -> str:
    """The reason for a step, which every step needs."""
    errors: Errors = {}
    refuse_unknown(body, REASON, errors)
    reason = paragraph(body, "reason", errors, required="Say why.")
    refuse_if_any(errors)
    return reason

"""What does a call on a letter say?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.bodies import Errors, paragraph, parsed, refuse_if_any, refuse_unknown, text


RETEST = frozenset({"entry", "tell", "reason", "retest_on"})
LINES = "Send the lines of an address as a list of texts."


@dataclass(frozen=True, slots=True)
class Retested:
    entry: str
    tell: bool
    reason: str
    retest_on: date | None


def read_address(body: Mapping[str, Any]) -> tuple[str, list[str]]:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"name", "lines"}), errors)
    name = text(body, "name", errors, longest=200)
    lines = _texts(body.get("lines"))
    if not lines or len(lines) > 8 or any(len(line) > 200 for line in lines):
        errors["lines"] = LINES
    if not name:
        errors.setdefault("name", "Give a name, or “The occupier”.")
    refuse_if_any(errors)
    return name, lines


def read_retest(body: Mapping[str, Any]) -> Retested:
    errors: Errors = {}
    refuse_unknown(body, RETEST, errors)
    entry = text(body, "entry", errors, longest=40)
    reason = paragraph(body, "reason", errors, required="Say why.")
    retest_on = parsed(
        body,
        "retest_on",
        errors,
        read=date.fromisoformat,
        say="Send a date, like 2026-11-25.",
    )
    tell = body.get("tell")
    if not isinstance(tell, bool):
        errors["tell"] = "Send true or false."
    if not entry:
        errors.setdefault("entry", "Send the entry's reference.")
    refuse_if_any(errors)
    return Retested(entry=entry, tell=tell is True, reason=reason, retest_on=retest_on)


def _texts(given: object) -> list[str]:
    """The list's texts; none where it is no list of texts."""
    if not isinstance(given, list):
        return []
    texts = [one for one in given if isinstance(one, str)]
    return texts if len(texts) == len(given) else []

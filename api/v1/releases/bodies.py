"""What does a call on releases say? Read strictly, all that is wrong at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.bodies import (
    Errors,
    paragraph,
    parsed,
    refuse_if_any,
    refuse_unknown,
    text,
)
from sharing.actions.choices import Choice
from tenants.codes import Activity, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBody:
    """One entry chosen, how much of it is seen, and why that is proportionate."""

    entry: str
    level: Level
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkBody:
    """Several entries for one partner, each with its own reason."""

    agreement: UUID
    activity: Activity
    entries: tuple[EntryBody, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBody:
    """One entry for one of our own teams."""

    entry: str
    team: UUID
    level: Level
    reason: str


NEW = frozenset({"entry", "agreement", "activity", "level", "reason"})
REASON = frozenset({"reason"})


def read_new(body: Mapping[str, Any]) -> tuple[str, Choice]:
    """The entry's reference, and to whom it is to go."""
    errors: Errors = {}
    refuse_unknown(body, NEW, errors)
    entry = text(body, "entry", errors, longest=40)
    if not entry and "entry" not in errors:
        errors["entry"] = "Send the entry's reference."
    choice = Choice(
        parsed(body, "agreement", errors, read=UUID, say=AN_AGREEMENT) or _ABSENT,
        parsed(body, "activity", errors, read=Activity, say=AN_ACTIVITY) or "",
        parsed(body, "level", errors, read=_level, say=A_LEVEL) or "",
        paragraph(body, "reason", errors, required="Say why it is proportionate."),
    )
    for field, value, say in (
        ("agreement", choice.agreement_id != _ABSENT, AN_AGREEMENT),
        ("activity", choice.activity, AN_ACTIVITY),
        ("level", choice.level, A_LEVEL),
    ):
        if not value:
            errors.setdefault(field, say)
    refuse_if_any(errors)
    return entry, choice


def read_reason(body: Mapping[str, Any]) -> str:
    errors: Errors = {}
    refuse_unknown(body, REASON, errors)
    reason = paragraph(body, "reason", errors, required="Say why.")
    refuse_if_any(errors)
    return reason


_ABSENT = UUID(int=0)
AN_AGREEMENT = "Send the id of one of your agreements."
AN_ACTIVITY = f"Send one of: {', '.join(Activity.codes())}."
A_LEVEL = f"Send one of: {', '.join(one.value for one in Level if one != Level.FULL)}."


def _level(given: str) -> str:
    if given == Level.FULL:
        raise ValueError
    return Level(given).value

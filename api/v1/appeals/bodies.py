"""What does a step of an appeal say? Read strictly, all that is wrong at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.bodies import Errors, paragraph, parsed, refuse_if_any, refuse_unknown, text
from register.actions.appeals.outcomes import Ruling
from register.actions.appeals.recording import AppealWords
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.policy.appeals import EntryChange
from tenants.codes import Category, Precaution


RECORD = frozenset(
    {"entry", "route", "received_on", "grounds", "represented_by", "late_reason"}
)
HEARING = frozenset({"hearing_at", "place"})
DECIDE = frozenset({"outcome", "effect", "reasons", "change"})
CHANGE = frozenset({"ends_on", "category", "precautions", "summary"})
SAY_DATE = "Send a date, like 2026-11-25."


@dataclass(frozen=True, slots=True)
class Recorded:
    entry: str
    words: AppealWords


@dataclass(frozen=True, slots=True)
class Hearing:
    hearing_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class View:
    view: AppealOutcome
    reasons: str


def read_record(body: Mapping[str, Any]) -> Recorded:
    errors: Errors = {}
    refuse_unknown(body, RECORD, errors)
    entry = text(body, "entry", errors, longest=40)
    route = parsed(body, "route", errors, read=Route, say=_one_of(Route))
    received_on = parsed(
        body, "received_on", errors, read=date.fromisoformat, say=SAY_DATE
    )
    grounds = paragraph(
        body, "grounds", errors, required="Send the person's own words."
    )
    represented_by = text(body, "represented_by", errors, longest=200)
    late_reason = paragraph(body, "late_reason", errors)
    if not entry:
        errors.setdefault("entry", "Send the entry's reference.")
    if route is None:
        errors.setdefault("route", _one_of(Route))
    if received_on is None:
        errors.setdefault("received_on", SAY_DATE)
    refuse_if_any(errors)
    if route is None or received_on is None:
        raise AssertionError("what is missing was refused")
    words = AppealWords(
        grounds=grounds,
        route=route,
        received_on=received_on,
        represented_by=represented_by,
        late_reason=late_reason,
    )
    return Recorded(entry=entry, words=words)


def read_hearing(body: Mapping[str, Any]) -> Hearing:
    errors: Errors = {}
    refuse_unknown(body, HEARING, errors)
    say = "Send a time with its zone, like 2026-12-08T14:30:00+00:00."
    hearing_at = parsed(body, "hearing_at", errors, read=_moment, say=say)
    place = paragraph(body, "place", errors, required="Say where the hearing is.")
    if hearing_at is None:
        errors.setdefault("hearing_at", say)
    refuse_if_any(errors)
    if hearing_at is None:
        raise AssertionError("what is missing was refused")
    return Hearing(hearing_at=hearing_at, place=place)


def read_member(body: Mapping[str, Any]) -> UUID:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"member"}), errors)
    say = "Send the id of one of your people."
    member = parsed(body, "member", errors, read=UUID, say=say)
    if member is None:
        errors.setdefault("member", say)
    refuse_if_any(errors)
    if member is None:
        raise AssertionError("what is missing was refused")
    return member


def read_nothing(body: Mapping[str, Any]) -> None:
    """A step that asks nothing; a field nobody reads is still a mistake."""
    errors: Errors = {}
    for field in body:
        errors[str(field)[:40]] = "This call takes no fields."
    refuse_if_any(errors)


def read_text(body: Mapping[str, Any], field: str, *, required: str) -> str:
    """A step that asks one thing, in words."""
    errors: Errors = {}
    refuse_unknown(body, frozenset({field}), errors)
    said = paragraph(body, field, errors, required=required)
    refuse_if_any(errors)
    return said


def read_names(body: Mapping[str, Any]) -> list[str]:
    """Names to leave out of the person's copy, beside those that are known."""
    errors: Errors = {}
    refuse_unknown(body, frozenset({"leave_out"}), errors)
    names = _texts(body, "leave_out", errors)
    refuse_if_any(errors)
    return names


def read_view(body: Mapping[str, Any]) -> View:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"view", "reasons"}), errors)
    say = _one_of(AppealOutcome)
    view = parsed(body, "view", errors, read=AppealOutcome, say=say)
    reasons = paragraph(body, "reasons", errors, required="Say why.")
    if view is None:
        errors.setdefault("view", say)
    refuse_if_any(errors)
    if view is None:
        raise AssertionError("what is missing was refused")
    return View(view=view, reasons=reasons)


def read_ruling(body: Mapping[str, Any]) -> Ruling:
    errors: Errors = {}
    refuse_unknown(body, DECIDE, errors)
    outcome = parsed(
        body, "outcome", errors, read=AppealOutcome, say=_one_of(AppealOutcome)
    )
    effect = parsed(
        body, "effect", errors, read=AppealEffect, say=_one_of(AppealEffect)
    )
    reasons = paragraph(body, "reasons", errors, required="Say why.")
    change = _change(body.get("change"), errors)
    if outcome is None:
        errors.setdefault("outcome", _one_of(AppealOutcome))
    if effect is None:
        errors.setdefault("effect", _one_of(AppealEffect))
    refuse_if_any(errors)
    if outcome is None or effect is None:
        raise AssertionError("what is missing was refused")
    return Ruling(outcome=outcome, effect=effect, reasons=reasons, change=change)


def _change(given: object, errors: Errors) -> EntryChange:
    if given is None:
        return EntryChange()
    if not isinstance(given, dict):
        errors["change"] = "Send an object."
        return EntryChange()
    refuse_unknown(given, CHANGE, errors, at="change.")
    codes = _texts(given, "precautions", errors, at="change.")
    unknown = [code for code in codes if code not in Precaution.codes()]
    if unknown:
        errors["change.precautions"] = _one_of(Precaution)
    return EntryChange(
        ends_on=parsed(
            given,
            "ends_on",
            errors,
            read=date.fromisoformat,
            say=SAY_DATE,
            at="change.",
        ),
        category=parsed(
            given,
            "category",
            errors,
            read=Category,
            say=_one_of(Category),
            at="change.",
        ),
        precautions=tuple(Precaution(c) for c in codes if c not in unknown) or None,
        summary=text(given, "summary", errors, longest=250, at="change.") or None,
    )


def _texts(
    given: Mapping[str, Any], field: str, errors: Errors, *, at: str = ""
) -> list[str]:
    value = given.get(field) or []
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value[:200]
    errors[at + field] = "Send a list of texts."
    return []


def _moment(given: str) -> datetime:
    moment = datetime.fromisoformat(given)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _one_of(codes: Any) -> str:  # noqa: ANN401 - any of our code lists
    return f"Send one of: {', '.join(codes.codes())}."

"""What does a call on a rights request say? Read strictly, all that is wrong at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.bodies import (
    Errors,
    paragraph,
    parsed,
    refuse_if_any,
    refuse_unknown,
    text,
)
from rights.states import PauseAbout, RequestKind


NEW = frozenset(
    {
        "kind",
        "received_on",
        "received_how",
        "requester_name",
        "requester_address",
        "acting_for",
        "what_asked",
    }
)
PAUSE = frozenset({"about", "asked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it arrived."""

    kind: RequestKind
    received_on: date
    received_how: str
    requester_name: str
    requester_address: str
    acting_for: str
    what_asked: str


def read_new(body: Mapping[str, Any]) -> Received:
    errors: Errors = {}
    refuse_unknown(body, NEW, errors)
    kinds = f"Send one of: {', '.join(RequestKind.codes())}."
    kind = parsed(body, "kind", errors, read=RequestKind, say=kinds)
    a_day = "Send a date like 2026-11-23."
    received_on = parsed(
        body, "received_on", errors, read=date.fromisoformat, say=a_day
    )
    found = Received(
        kind=kind or RequestKind.ACCESS,
        received_on=received_on or date.min,
        received_how=text(body, "received_how", errors, longest=200),
        requester_name=text(body, "requester_name", errors, longest=200),
        requester_address=paragraph(body, "requester_address", errors, longest=500),
        acting_for=text(body, "acting_for", errors, longest=300),
        what_asked=paragraph(
            body, "what_asked", errors, required="Say what they ask.", longest=4000
        ),
    )
    if kind is None:
        errors.setdefault("kind", kinds)
    if received_on is None:
        errors.setdefault("received_on", a_day)
    if not found.requester_name:
        errors.setdefault("requester_name", "Say who asks.")
    if not found.received_how:
        errors.setdefault("received_how", "Say how it arrived.")
    refuse_if_any(errors)
    return found


def read_pause(body: Mapping[str, Any]) -> tuple[PauseAbout, str]:
    errors: Errors = {}
    refuse_unknown(body, PAUSE, errors)
    abouts = f"Send one of: {', '.join(PauseAbout.codes())}."
    about = parsed(body, "about", errors, read=PauseAbout, say=abouts)
    asked = paragraph(
        body, "asked", errors, required="Say what you asked.", longest=4000
    )
    if about is None:
        errors.setdefault("about", abouts)
    refuse_if_any(errors)
    return about or PauseAbout.IDENTITY, asked


def read_nothing(body: Mapping[str, Any]) -> None:
    """A step that asks nothing more takes an empty object."""
    errors: Errors = {}
    for field in body:
        errors[field[:40]] = "Send an empty object: {}."
    refuse_if_any(errors)

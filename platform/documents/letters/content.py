"""What must a letter to a subject say, whatever the policy pack adds?

A pack may put its own words first; the blocks named in REQUIRED cannot be left out,
and a letter that lacks one is not made. `blocks` writes them, `documents.pdf` renders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


LONDON = ZoneInfo("Europe/London")


class LetterKind(StrEnum):
    ADDED = "ADDED"
    KEPT = "KEPT"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"
    APPEAL_RECEIVED = "APPEAL_RECEIVED"
    APPEAL_HEARING = "APPEAL_HEARING"
    APPEAL_DECIDED = "APPEAL_DECIDED"


class BlockName(StrEnum):
    WHY = "why"
    SHOWS = "shows"
    RECIPIENTS = "recipients"
    DATES = "dates"
    APPEAL = "appeal"
    ENDED = "ended"
    CHANGED = "changed"
    RIGHTS = "rights"
    RECEIVED = "received"
    NEXT = "next"
    HEARING = "hearing"
    PREPARE = "prepare"
    OUTCOME = "outcome"
    OUTCOME_WHY = "outcome-why"
    OUTCOME_EFFECT = "outcome-effect"


REQUIRED: Mapping[LetterKind, tuple[BlockName, ...]] = {
    LetterKind.ADDED: (
        BlockName.WHY,
        BlockName.SHOWS,
        BlockName.RECIPIENTS,
        BlockName.DATES,
        BlockName.APPEAL,
        BlockName.RIGHTS,
    ),
    LetterKind.KEPT: (
        BlockName.WHY,
        BlockName.SHOWS,
        BlockName.RECIPIENTS,
        BlockName.DATES,
        BlockName.APPEAL,
        BlockName.RIGHTS,
    ),
    LetterKind.CHANGED: (
        BlockName.CHANGED,
        BlockName.SHOWS,
        BlockName.RECIPIENTS,
        BlockName.DATES,
        BlockName.APPEAL,
        BlockName.RIGHTS,
    ),
    LetterKind.REMOVED: (BlockName.ENDED, BlockName.RECIPIENTS, BlockName.RIGHTS),
    LetterKind.APPEAL_RECEIVED: (
        BlockName.RECEIVED,
        BlockName.NEXT,
        BlockName.RIGHTS,
    ),
    LetterKind.APPEAL_HEARING: (
        BlockName.HEARING,
        BlockName.PREPARE,
        BlockName.RIGHTS,
    ),
    LetterKind.APPEAL_DECIDED: (
        BlockName.OUTCOME,
        BlockName.OUTCOME_WHY,
        BlockName.OUTCOME_EFFECT,
        BlockName.RIGHTS,
    ),
}

TITLES: Mapping[LetterKind, str] = {
    LetterKind.ADDED: "We have put a warning on our records",
    LetterKind.KEPT: "We have kept a warning on our records",
    LetterKind.CHANGED: "We have changed a warning on our records",
    LetterKind.REMOVED: "We have removed a warning from our records",
    LetterKind.APPEAL_RECEIVED: "We have received your appeal",
    LetterKind.APPEAL_HEARING: "Your appeal will be heard",
    LetterKind.APPEAL_DECIDED: "Your appeal has been decided",
}


CONTACT_TITLES: Mapping[LetterKind, str] = {
    LetterKind.ADDED: "We have set one way for you to contact us",
    LetterKind.KEPT: "You still have one way to contact us",
    LetterKind.CHANGED: "We have changed the way for you to contact us",
    LetterKind.REMOVED: "You may contact us in any way again",
}


class MissingBlock(Exception):
    """A letter without something it must say. It is not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFacts:
    """What a letter about an appeal says of it. `effects` are whole sentences."""

    reference: str
    received_on: date
    hear_by: date
    hearing_at: datetime | None
    hearing_place: str
    outcome: str
    reasons: str
    effects: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a letter says. Nobody who reported or was harmed is ever named.

    `behaviour` says what happened and when, in sentences; `recipients` are those who
    are actually told; `appeal_by` is the last day to appeal; `explanation` says why it
    was kept or what was changed; `basis` what in law allows it. A contact route is no
    warning of danger, and its letters never say so.
    """

    kind: LetterKind
    organisation: str
    return_address: Sequence[str]
    to_name: str
    to_address: Sequence[str]
    dated: date
    reference: str
    register_name: str
    opening: str
    behaviour: Sequence[str]
    what_staff_do: Sequence[str]
    recipients: Sequence[str]
    review_on: date
    removal_on: date
    appeal_panel: str
    appeal_how: str
    appeal_by: date
    end_reason: str
    signed_by: str
    explanation: str = ""
    basis: Sequence[str] = ()
    is_contact_route: bool = False
    appeal: AppealFacts | None = None


def title_of(letter: Letter) -> str:
    """The letter's heading, by what it is about."""
    usual = TITLES[letter.kind]
    return CONTACT_TITLES.get(letter.kind, usual) if letter.is_contact_route else usual


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraphs, and a list where there is one."""

    name: BlockName
    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


def day(value: date) -> str:
    """23 November 2026."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """2.30 pm on Tuesday 8 December 2026, in London."""
    local = value.astimezone(LONDON)
    clock = f"{local:%I.%M %p}".lstrip("0").lower()
    return f"{clock} on {local:%A} {day(local.date())}"

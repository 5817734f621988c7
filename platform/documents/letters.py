"""What must a letter to a subject say, whatever the policy pack adds?

A pack may put its own words first; the blocks named in REQUIRED cannot be left out,
and a letter that lacks one is not made. Rendering is `documents.pdf`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    ADDED = "ADDED"
    KEPT = "KEPT"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


class BlockName(StrEnum):
    WHY = "why"
    SHOWS = "shows"
    RECIPIENTS = "recipients"
    DATES = "dates"
    APPEAL = "appeal"
    ENDED = "ended"
    RIGHTS = "rights"


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
        BlockName.SHOWS,
        BlockName.RECIPIENTS,
        BlockName.DATES,
        BlockName.APPEAL,
        BlockName.RIGHTS,
    ),
    LetterKind.REMOVED: (BlockName.ENDED, BlockName.RECIPIENTS, BlockName.RIGHTS),
}

TITLES: Mapping[LetterKind, str] = {
    LetterKind.ADDED: "We have put a warning on our records",
    LetterKind.KEPT: "We have kept a warning on our records",
    LetterKind.CHANGED: "We have changed a warning on our records",
    LetterKind.REMOVED: "We have removed a warning from our records",
}


class MissingBlock(Exception):
    """A letter without something it must say. It is not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a letter says. Nobody who reported or was harmed is ever named.

    `behaviour` says what happened and when, in sentences; `recipients` are those who
    are actually told; `appeal_by` is the last day to appeal.
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


def blocks(letter: Letter) -> list[Block]:
    """The letter's blocks in order, or MissingBlock with what is lacking."""
    made = [WRITERS[name](letter) for name in REQUIRED[letter.kind]]
    empty = [b.heading for b in made if not any(p.strip() for p in b.paragraphs)]
    if empty:
        raise MissingBlock(f"The letter does not say: {', '.join(empty)}.")
    return made


def _why(letter: Letter) -> Block:
    return Block(
        BlockName.WHY,
        "Why we did this",
        tuple(letter.behaviour) and (*letter.behaviour, _NOT_ACCEPTABLE),
    )


_NOT_ACCEPTABLE = (
    "Our staff have the right to do their work without violence, threats, abuse or "
    "danger. What happened was not acceptable."
)


def _shows(letter: Letter) -> Block:
    return Block(
        BlockName.SHOWS,
        "What our records show",
        (
            (
                f"Our “{letter.register_name}” shows a warning for staff who may "
                "visit or meet you. It tells them:"
            ),
        ),
        tuple(letter.what_staff_do),
    )


def _recipients(letter: Letter) -> Block:
    ended = letter.kind is LetterKind.REMOVED
    lead = (
        "We have told, or are telling, these that it has ended:"
        if ended
        else ("These may be told, so that their staff are safe:")
    )
    nobody = "Only those of our own staff who look after the register were told."
    return Block(
        BlockName.RECIPIENTS,
        "Who may be told",
        (lead,) if letter.recipients else (nobody,),
        tuple(letter.recipients),
    )


def _dates(letter: Letter) -> Block:
    return Block(
        BlockName.DATES,
        "How long it lasts",
        (
            f"We will review this by {day(letter.review_on)}.",
            (
                f"It will be removed on {day(letter.removal_on)} unless we write to "
                "you before then with reasons for keeping it."
            ),
        ),
    )


def _appeal(letter: Letter) -> Block:
    if not letter.appeal_how:
        return Block(BlockName.APPEAL, "How to appeal", ())
    return Block(
        BlockName.APPEAL,
        "How to appeal",
        (
            (
                f"You can appeal by {day(letter.appeal_by)}. Your appeal is heard by "
                f"the {letter.appeal_panel}, without whoever made this decision."
            ),
            letter.appeal_how,
        ),
    )


def _ended(letter: Letter) -> Block:
    return Block(
        BlockName.ENDED,
        "What has changed",
        (
            "The warning about you has ended and staff no longer see it.",
            f"It ended because: {letter.end_reason}",
        )
        if letter.end_reason
        else (),
    )


def _rights(letter: Letter) -> Block:
    return Block(
        BlockName.RIGHTS,
        "Your rights over your data",
        (
            (
                f"You can ask {letter.organisation} for a copy of what we hold about "
                "you, ask us to correct it, or object to our holding it. You can also "
                "complain to the Information Commissioner."
            ),
        ),
    )


WRITERS: Mapping[BlockName, Callable[[Letter], Block]] = {
    BlockName.WHY: _why,
    BlockName.SHOWS: _shows,
    BlockName.RECIPIENTS: _recipients,
    BlockName.DATES: _dates,
    BlockName.APPEAL: _appeal,
    BlockName.ENDED: _ended,
    BlockName.RIGHTS: _rights,
}

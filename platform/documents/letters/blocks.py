"""In what words does each block of a letter say what it must?"""

from collections.abc import Callable, Mapping

from documents.letters import appeals
from documents.letters.content import (
    REQUIRED,
    Block,
    BlockName,
    Letter,
    LetterKind,
    MissingBlock,
    day,
)


def blocks(letter: Letter) -> list[Block]:
    """The letter's blocks in order, or MissingBlock with what is lacking."""
    made = [WRITERS[name](letter) for name in REQUIRED[letter.kind]]
    empty = [b.heading for b in made if not any(p.strip() for p in b.paragraphs)]
    if empty:
        raise MissingBlock(f"The letter does not say: {', '.join(empty)}.")
    return made


def _why(letter: Letter) -> Block:
    kept = (letter.explanation,) if letter.explanation else ()
    return Block(
        BlockName.WHY,
        "Why we did this",
        tuple(letter.behaviour) and (*letter.behaviour, _reason(letter), *kept),
    )


def _changed(letter: Letter) -> Block:
    said = (letter.explanation,) if letter.explanation else ()
    return Block(
        BlockName.CHANGED,
        "What we changed",
        (*said, "This letter says what our records show now."),
    )


_NOT_ACCEPTABLE = (
    "Our staff have the right to do their work without violence, threats, abuse or "
    "danger. What happened was not acceptable."
)


_ONE_ROUTE = (
    "We ask you to use one way to contact us, so that you are answered by people who know "
    "your case and others can be answered too. This is not a warning that you are "
    "dangerous, and nobody is told that you are."
)


def _reason(letter: Letter) -> str:
    return _ONE_ROUTE if letter.is_contact_route else _NOT_ACCEPTABLE


def _shows(letter: Letter) -> Block:
    shown = (
        f"Our “{letter.register_name}” shows our staff which way you contact us. It "
        "tells them:"
        if letter.is_contact_route
        else f"Our “{letter.register_name}” shows a warning for staff who may visit or "
        "meet you. It tells them:"
    )
    return Block(
        BlockName.SHOWS,
        "What our records show",
        (shown,),
        tuple(letter.what_staff_do),
    )


def _recipients(letter: Letter) -> Block:
    ended = letter.kind is LetterKind.REMOVED
    lead = (
        "We have told, or are telling, these teams and organisations that it has ended:"
        if ended
        else f"These teams and organisations may be told, so that {_so_that(letter)}:"
    )
    nobody = "Only those of our own staff who look after the register were told."
    return Block(
        BlockName.RECIPIENTS,
        "Who may be told",
        (lead,) if letter.recipients else (nobody,),
        tuple(letter.recipients),
    )


def _so_that(letter: Letter) -> str:
    if letter.is_contact_route:
        return "they answer you in the same way"
    return "their staff are safe"


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
                f"the {letter.appeal_panel}. Nobody who reported what happened or took "
                "part in this decision sits on it."
            ),
            letter.appeal_how,
        ),
    )


def _ended(letter: Letter) -> Block:
    return Block(
        BlockName.ENDED,
        "What has changed",
        (
            (
                "The way that we set for you to contact us has ended, and staff no longer "
                "see it."
                if letter.is_contact_route
                else "The warning about you has ended and staff no longer see it."
            ),
            f"It ended because: {letter.end_reason}",
        )
        if letter.end_reason
        else (),
    )


def _rights(letter: Letter) -> Block:
    allows = (
        (f"The law that allows us to hold this: {'; '.join(letter.basis)}.",)
        if letter.basis
        else ()
    )
    return Block(
        BlockName.RIGHTS,
        "Your rights over your data",
        (
            *allows,
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
    BlockName.CHANGED: _changed,
    BlockName.RIGHTS: _rights,
    **appeals.WRITERS,
}

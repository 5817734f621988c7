"""In what words is somebody told how their appeal stands?"""

from collections.abc import Callable, Mapping

from documents.letters.content import (
    AppealFacts,
    Block,
    BlockName,
    Letter,
    MissingBlock,
    day,
    moment,
)


def _of(letter: Letter) -> AppealFacts:
    if letter.appeal is None:
        raise MissingBlock("A letter about an appeal needs the appeal.")
    return letter.appeal


def _received(letter: Letter) -> Block:
    appeal = _of(letter)
    return Block(
        BlockName.RECEIVED,
        "Your appeal",
        (
            (
                f"We received your appeal on {day(appeal.received_on)}. Its reference is "
                f"{appeal.reference}."
            ),
            "Until it is decided our records stay as they are, marked as contested.",
        ),
    )


def _next(letter: Letter) -> Block:
    appeal = _of(letter)
    return Block(
        BlockName.NEXT,
        "What happens next",
        (
            (
                f"The {letter.appeal_panel} hears your appeal. Nobody who reported what "
                "happened or made the decision sits on it."
            ),
            (
                f"The hearing will be on or before {day(appeal.hear_by)}. We will write to "
                "you with the day and the place."
            ),
            "You may send us anything more that you want the panel to read.",
        ),
    )


def _hearing(letter: Letter) -> Block:
    appeal = _of(letter)
    if appeal.hearing_at is None:
        return Block(BlockName.HEARING, "The hearing", ())
    return Block(
        BlockName.HEARING,
        "The hearing",
        (
            (
                f"The {letter.appeal_panel} hears your appeal {appeal.reference} at "
                f"{moment(appeal.hearing_at)}."
            ),
            f"Where: {appeal.hearing_place}",
        ),
    )


def _prepare(letter: Letter) -> Block:
    return Block(
        BlockName.PREPARE,
        "Before the hearing",
        (
            (
                "You may come and speak, bring somebody with you, or send your words "
                "instead. If you do not come, the panel decides on what it has read."
            ),
            (
                "We send you the papers that the panel reads. Other people’s names are "
                "left out of your copy."
            ),
            "Tell us if you need help to take part, or if you need another day.",
        ),
    )


def _outcome(letter: Letter) -> Block:
    appeal = _of(letter)
    found = f"Your appeal {appeal.reference} is: {appeal.outcome.lower()}."
    return Block(
        BlockName.OUTCOME,
        "What the panel decided",
        (found,) if appeal.outcome else (),
    )


def _outcome_why(letter: Letter) -> Block:
    reasons = tuple(p for p in _of(letter).reasons.splitlines() if p.strip())
    return Block(BlockName.OUTCOME_WHY, "Why", reasons)


def _outcome_effect(letter: Letter) -> Block:
    return Block(
        BlockName.OUTCOME_EFFECT, "What happens now", tuple(_of(letter).effects)
    )


WRITERS: Mapping[BlockName, Callable[[Letter], Block]] = {
    BlockName.RECEIVED: _received,
    BlockName.NEXT: _next,
    BlockName.HEARING: _hearing,
    BlockName.PREPARE: _prepare,
    BlockName.OUTCOME: _outcome,
    BlockName.OUTCOME_WHY: _outcome_why,
    BlockName.OUTCOME_EFFECT: _outcome_effect,
}

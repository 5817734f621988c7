"""HIT, CLEAR or CANNOT_TELL, and in which words?"""

from collections.abc import Mapping, Sequence

from sharing.check.answer import Answer
from sharing.check.request import CheckRequest
from sharing.check_rules import ASKER_RULES


# Reasons that speak of the asker alone may be told to the asker.
ABOUT_THE_ASKER = frozenset(rule.__name__ for rule in ASKER_RULES) | {
    "asker_is_in_a_team_that_meets_the_public",
    "register_is_searched_this_way",
    "own_register_is_not_suspended",
}


def answer_of(
    request: CheckRequest,
    stopped: Sequence[Mapping[str, str]],
    *,
    hits: bool,
    doubtful: bool,
    too_many: bool,
) -> tuple[Answer, str]:
    """HIT outranks doubt; CLEAR only when nothing at all stands against it.

    `stopped` holds, for each source, why it may not answer: empty where it may.
    """
    if hits:
        return Answer.HIT, ""
    if not stopped:
        return Answer.CANNOT_TELL, "You have no register to search for this."
    if any(stopped):
        return Answer.CANNOT_TELL, _why_stopped(stopped)
    if too_many:
        return Answer.CANNOT_TELL, "Too much matches this. Add what else you know."
    if doubtful:
        return (
            Answer.CANNOT_TELL,
            "Something is like this, but it is not certain that it is the same.",
        )
    if not request.keys or (
        request.asks_about_a_place and not request.place_is_searched
    ):
        return Answer.CANNOT_TELL, (
            "This place or person could not be looked up as written. Give the UPRN, or"
            " the postcode with the building's number or name."
        )
    return Answer.CLEAR, ""


def _why_stopped(stopped: Sequence[Mapping[str, str]]) -> str:
    """In words that depend on the asker and the request only."""
    for why_not in stopped:
        for rule, sentence in why_not.items():
            if rule in ABOUT_THE_ASKER:
                return sentence
    if all(stopped):
        return "No register that covers this could be searched for you."
    return "Not every register that covers this could be searched for you."

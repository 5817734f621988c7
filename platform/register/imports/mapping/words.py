"""Which category or precaution does an old register's own word mean?

The pack's labels come first: they are this organisation's words. Then the words
that councils' registers are known to use. A word that could as well mean two
codes is proposed with low certainty, and a word that says nothing of the risk
is not guessed at all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from register.imports.mapping.known_words import (
    CATEGORY_WORDS,
    COULD_BE_TWO,
    PRECAUTION_WORDS,
)
from tenants.codes import Category, Precaution


@dataclass(frozen=True, slots=True)
class WordGuess:
    """The code a word seems to mean, and how sure the guess is (0 to 100)."""

    word: str
    code: str
    certainty: int


SURE: Final = 90
LIKELY: Final = 82
UNSURE: Final = 60


def guess_categories(
    words: Iterable[str], *, allowed: Iterable[str], labels: Mapping[str, str]
) -> list[WordGuess]:
    """Propose a category for each word; only categories the pack holds."""
    return _guess(words, CATEGORY_WORDS, Category, set(allowed), labels)


def guess_precautions(
    words: Iterable[str], *, allowed: Iterable[str], labels: Mapping[str, str]
) -> list[WordGuess]:
    """Propose a precaution for each word; only precautions the pack holds."""
    return _guess(words, PRECAUTION_WORDS, Precaution, set(allowed), labels)


def split_precautions(text: str) -> tuple[str, ...]:
    """The several precautions one cell may list: "2 officers; ring first"."""
    pieces = re.split(r"[;\n/]|,\s+(?=[A-Z0-9])", text)
    return tuple(
        dict.fromkeys(piece.strip(" ,.") for piece in pieces if piece.strip(" ,."))
    )


def same_word(word: str) -> str:
    """How words are told apart: neither capitals, marks nor spaces count."""
    return " ".join(re.findall(r"[a-z0-9]+", word.lower()))


def knows_category(text: str) -> bool:
    """Whether a cell looks like a category in any council's words."""
    return bool(guess_categories([text], allowed=Category, labels={})[0].code)


def knows_precaution(text: str) -> bool:
    """Whether a cell looks like one precaution or several."""
    words = split_precautions(text)
    guesses = guess_precautions(words, allowed=Precaution, labels={})
    return any(guess.code for guess in guesses)


def _guess[Code: (Category, Precaution)](
    words: Iterable[str],
    known: Mapping[Code, tuple[str, ...]],
    codes: type[Code],
    allowed: set[str],
    labels: Mapping[str, str],
) -> list[WordGuess]:
    meanings: dict[str, str] = {}
    for code, forms in known.items():
        if code in allowed:
            meanings.update(dict.fromkeys(forms, str(code)))
    for code in codes:
        if code in allowed:
            meanings[same_word(code.label)] = str(code)
            meanings[same_word(str(code))] = str(code)
    for label_code, label in labels.items():
        if label_code in allowed:
            meanings[same_word(label)] = label_code
    return [_best(word, meanings) for word in words]


def _best(word: str, meanings: Mapping[str, str]) -> WordGuess:
    plain = same_word(word)
    if plain in meanings:
        sure = UNSURE if plain in COULD_BE_TWO else 100
        return WordGuess(word, meanings[plain], sure)
    if not meanings or len(plain) < 3:
        return WordGuess(word, "", 0)
    form = max(meanings, key=lambda known: _likeness(plain, known))
    certainty = round(_likeness(plain, form))
    return WordGuess(word, meanings[form] if certainty >= LIKELY else "", certainty)


def _likeness(plain: str, form: str) -> float:
    """0 to 100; a word that goes on after a known one ("office only, room 2") is it."""
    goes_on = plain.startswith(f"{form} ") and len(form) > 5
    return max(fuzz.ratio(plain, form), SURE if goes_on else 0)

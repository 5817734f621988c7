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

from rapidfuzz import fuzz, process

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

CATEGORY_WORDS: Final[Mapping[Category, tuple[str, ...]]] = {
    Category.PHYS: (
        "physical",
        "physical assault",
        "assault",
        "physical violence",
        "violence",
        "actual violence",
        "attempted assault",
        "violent",
    ),
    Category.THREAT: (
        "threat",
        "threats",
        "serious threat",
        "threatening",
        "threatening behaviour",
        "intimidation",
        "verbal threat",
        "threat to kill",
    ),
    Category.VERBAL: (
        "verbal",
        "verbal abuse",
        "abusive",
        "abuse",
        "swearing",
        "shouting",
    ),
    Category.SEXUAL: (
        "sexual",
        "sexual harassment",
        "sexual assault",
        "sexual abuse",
        "inappropriate sexual behaviour",
        "indecent exposure",
    ),
    Category.HATE: (
        "racist",
        "racist abuse",
        "racial abuse",
        "hate",
        "hate crime",
        "homophobic abuse",
        "hate incident",
        "racial harassment",
    ),
    Category.STALK: ("stalking", "stalker", "following staff"),
    Category.WEAPON: (
        "weapon",
        "weapons",
        "knife",
        "firearm",
        "threat weapon",
        "threat with weapon",
        "armed",
        "gun",
    ),
    Category.ANIMAL: (
        "dog",
        "dogs",
        "animal",
        "dangerous dog",
        "dangerous animal",
        "uncontrolled animal",
        "aggressive dog",
        "loose dog",
    ),
    Category.ENVIRON: (
        "needles on premises",
        "needles",
        "sharps",
        "unsafe property",
        "unsafe premises",
        "environmental",
        "asbestos",
        "unsafe building",
        "hazardous premises",
        "drug paraphernalia",
        "infestation",
    ),
    Category.ORDER: ("injunction", "court order", "restraining order", "asbo", "order"),
    Category.CONTACT: (
        "restricted contact",
        "contact restriction",
        "vexatious",
        "single point of contact",
        "contact route",
        "unreasonable complainant",
    ),
    Category.OTHER: ("other", "misc", "miscellaneous", "other risk"),
}

PRECAUTION_WORDS: Final[Mapping[Precaution, tuple[str, ...]]] = {
    Precaution.TWO: (
        "two officers",
        "2 officers",
        "visit in pairs",
        "do not visit alone",
        "go in twos",
        "double up",
        "no lone visits",
        "two person visit",
        "2 person visit",
        "visit in twos",
        "no lone working",
        "two to visit",
    ),
    Precaution.OFFICE: (
        "office only",
        "office interview only",
        "office only interview room",
        "see at office only",
        "interview room only",
        "office visits only",
    ),
    Precaution.NOVISIT: ("do not visit", "no visits", "no home visits", "no visit"),
    Precaution.GENDER: (
        "no female officers",
        "male officers only",
        "no male officers",
        "female officers only",
        "male staff only",
        "no lone females",
    ),
    Precaution.PHONE: (
        "ring first",
        "phone first",
        "call first",
        "phone ahead",
        "telephone before visit",
        "by appointment only",
    ),
    Precaution.ANIMAL_SEC: (
        "dog to be shut away",
        "dog shut away",
        "secure dog",
        "dog to be secured",
        "animal secured",
        "ask for dog to be locked away",
    ),
    Precaution.PPE: (
        "ppe",
        "wear gloves",
        "protective clothing",
        "protective equipment",
    ),
    Precaution.POLICE: (
        "police",
        "police escort",
        "attend with police",
        "police to attend",
        "visit with police",
    ),
    Precaution.ROUTE: (
        "single point of contact",
        "contact by letter only",
        "email only",
        "letter only",
        "spoc",
    ),
    Precaution.ASK: (
        "see h s",
        "see health safety",
        "ask health and safety",
        "contact manager",
        "ring manager",
        "see manager",
        "seek advice",
        "speak to manager",
        "ring responsible manager",
    ),
    Precaution.NOLONEINT: (
        "no lone interview",
        "no lone interviews",
        "do not interview alone",
        "two officers at interview",
    ),
}

# Words that name two risks, or only say that there is one.
_COULD_BE_TWO: Final = frozenset(
    {"threat weapon", "threat with weapon", "abuse", "violent"}
)


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
        sure = UNSURE if plain in _COULD_BE_TWO else 100
        return WordGuess(word, meanings[plain], sure)
    found = process.extractOne(plain, meanings.keys(), scorer=fuzz.WRatio)
    if found is None or len(plain) < 3:
        return WordGuess(word, "", 0)
    form, score, _ = found
    starts = plain.startswith(f"{form} ") and len(form) > 5
    exact = max(fuzz.ratio(plain, form), SURE if starts else 0)
    if exact < LIKELY:
        return WordGuess(word, "", round(score) if score < LIKELY else 0)
    return WordGuess(word, meanings[form], round(exact))

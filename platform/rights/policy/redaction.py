"""Which words name somebody else, and what is left of a text without them?

A name is taken out whole wherever it stands, and its single words too, unless the
person who asks bears them. What a program cannot know to be a name is for the data
protection officer, who reviews every line.
"""

import re
from collections.abc import Iterable


TAKEN_OUT = "[name taken out]"
SHORTEST = 3
# Words that begin a description or a list and name nobody.
NO_NAMES = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "her",
        "his",
        "in",
        "my",
        "of",
        "on",
        "one",
        "our",
        "the",
        "their",
        "two",
        "with",
        "who",
        "mr",
        "mrs",
        "miss",
        "ms",
        "mx",
        "dr",
        "sir",
        "lady",
        "none",
        "nobody",
        "not",
        "known",
        "no",
        "yes",
        "both",
        "other",
        "others",
        "police",
        "officer",
        "officers",
        "staff",
        "member",
        "members",
        "public",
        "colleague",
        "colleagues",
        "neighbour",
        "neighbours",
        "tenant",
        "tenants",
        "witness",
        "witnesses",
        "manager",
        "council",
        "team",
        "desk",
        "duty",
        "reception",
        "receptionist",
        "visitor",
        "child",
        "children",
        "partner",
        "customer",
    ]
)
_PARTS = re.compile(r"\s*(?:[,;/\n&]|\band\b)\s*")
_WORDS = re.compile(r"[^\W\d_][\w'’\-]*")


def names_in(texts: Iterable[str]) -> set[str]:
    """The names that fields for people hold: each entry whole, lists taken apart."""
    found = set()
    for text in texts:
        for part in _PARTS.split(text.strip()):
            if part and _words(part):
                found.add(" ".join(part.split()))
    return found


def to_hide(others: Iterable[str], *, own: Iterable[str]) -> list[str]:
    """The phrases and words to take out, longest first; the person's own stay."""
    mine = {word.casefold() for name in own for word in _WORDS.findall(name)}
    whole = {" ".join(name.split()).casefold() for name in own}
    hidden = set()
    for name in others:
        if name.casefold() in whole:
            continue
        hidden.add(name)
        hidden |= {word for word in _words(name) if word.casefold() not in mine}
    return sorted(hidden, key=lambda words: (-len(words), words))


def take_out(text: str, hidden: Iterable[str]) -> str:
    """The text without these words, in any case, wherever they stand as words."""
    phrases = [re.escape(words).replace(r"\ ", r"\s+") for words in hidden if words]
    if not phrases:
        return text
    pattern = rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)"
    return re.sub(pattern, TAKEN_OUT, text, flags=re.IGNORECASE)


def _words(name: str) -> list[str]:
    """The words of a name that may stand for it: long enough, and written as names are."""
    return [
        word
        for word in _WORDS.findall(name)
        if len(word) >= SHORTEST
        and word[0].isupper()
        and word.casefold() not in NO_NAMES
    ]

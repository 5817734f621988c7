"""Which comparable parts is a person's name made of?"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import jellyfish
from anyascii import anyascii


MAX_PARTS = 6
MIN_DELETABLE = 2
NICKNAMES = Path(__file__).with_name("nicknames.toml")

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "master",
        "dr",
        "doctor",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "sir",
        "dame",
        "lady",
        "lord",
        "cllr",
        "councillor",
        "hon",
        "fr",
        "father",
        "sr",
        "sister",
        "capt",
        "captain",
    ]
)
SUFFIXES = frozenset(["jr", "jnr", "junior", "snr", "senior", "esq", "obe", "mbe"])
PARTICLES = frozenset(["o", "mc", "mac", "d", "al", "el", "l"])

_APOSTROPHES = re.compile(r"['`]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_LEADING_SOUNDS = {"x": "s", "0": "t", "z": "s", "v": "f", "q": "k", "c": "k", "g": "j"}
_VOWELS = "aeiouy"


def in_latin(text: str) -> str:
    """The text in Latin letters without accents; most text is that already."""
    return text if text.isascii() else anyascii(text)


@lru_cache(maxsize=16384)
def name_parts(name: str) -> tuple[str, ...]:
    """Lower-case Latin parts without titles, accents, apostrophes or order.

    "Dr Siobhán O'Brien-Smith" gives siobhan, obrien, smith. A name that is only a
    title keeps it, so that nothing typed is ever compared as nothing.
    """
    latin = _APOSTROPHES.sub("", in_latin(name)).lower()
    before, comma, after = latin.partition(",")
    words = [*_words(before, surname_first=bool(comma)), *_words(after)]
    kept = [word for word in words if word not in TITLES and word not in SUFFIXES]
    return tuple((kept or words)[:MAX_PARTS])


def _words(text: str, *, surname_first: bool = False) -> list[str]:
    """`o brien` and `mc donald` are one part each, however they were typed.

    A single letter that opens a name is an initial (D Lewis), unless a comma shows that
    the surname comes first (O Brien, Siobhan).
    """
    joined: list[str] = []
    prefix = ""
    words = [word for word in _SEPARATORS.split(text) if word]
    for index, word in enumerate(words):
        initial = len(word) == 1 and not joined and not surname_first
        if word in PARTICLES and not initial and index + 1 < len(words):
            prefix += word
        else:
            joined.append(prefix + word)
            prefix = ""
    return joined


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each first name's groups, named by the first form in the group."""
    found: dict[str, list[str]] = {}
    for forms in tomllib.loads(NICKNAMES.read_text())["groups"]:
        for form in forms:
            found.setdefault(form, []).append(forms[0])
    return {form: tuple(heads) for form, heads in found.items()}


def nickname_groups(part: str) -> tuple[str, ...]:
    """The groups of names that `part` is a form of; none for most surnames."""
    return _groups().get(part, ())


def same_nickname(one: str, other: str) -> bool:
    """Are both forms of one name, as Bill and William are?"""
    groups = _groups()
    return not set(groups.get(one, ())).isdisjoint(groups.get(other, ()))


@lru_cache(maxsize=65536)
def phonetic(part: str) -> str:
    """How the part sounds, vowels aside; the part itself where that leaves nothing."""
    return jellyfish.metaphone(part).lower() or part


@lru_cache(maxsize=65536)
def leading_sound(part: str) -> str:
    """One letter for the sound a part opens with; every vowel counts as `a`.

    Kathy and Catherine, Philip and Filip, Stephen and Zdenek each open alike.
    """
    sound = phonetic(part)[:1]
    sound = _LEADING_SOUNDS.get(sound, sound)
    return "a" if sound in _VOWELS else sound


@lru_cache(maxsize=65536)
def deletions(part: str) -> frozenset[str]:
    """The part and every form of it with one letter missing.

    Two parts one edit apart (a letter added, dropped, changed or two exchanged)
    always have one of these in common, which is what lets equality find them.
    """
    if len(part) <= MIN_DELETABLE:
        return frozenset({part})
    return frozenset(
        {part, *(part[:index] + part[index + 1 :] for index in range(len(part)))}
    )

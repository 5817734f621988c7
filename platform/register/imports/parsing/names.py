"""Whom does this text name, and by which other names?"""

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import JaroWinkler

from markers.names import TITLES


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name written forename first, with what else the text said."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    title: str = ""
    several_people: bool = False
    deceased: bool = False
    """Whether the text says that the person has died."""


_NOBODY: Final = frozenset(
    {"occupier", "the occupier", "resident", "the resident", "tenant", "the tenant"}
    | {"householder", "not known", "owner", "the owner", "occupant"}
)
_AKA: Final = re.compile(
    r"\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|also known as|formerly(?: known as)?|known as|"
    r"alias|previously|n[eé]e)(?=[\s:(]|$)[\s:]*",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_DECEASED: Final = re.compile(
    r"\b(?:deceased|dec'd|r\.?i\.?p\.?|died)\b", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s(?:&|\+|and)\s", re.IGNORECASE)
_SMALL: Final = frozenset(
    [
        "de",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "du",
        "da",
        "dos",
        "del",
        "di",
        "bin",
        "ibn",
        "al",
        "el",
    ]
)
_SAME_FORENAME: Final = 0.85


def read_name(text: str) -> NameReading:
    """Read one cell as one person's name. Never raises; "" gives nothing."""
    settled = " ".join(text.split())
    deceased = bool(_DECEASED.search(settled))
    settled = " ".join(_DECEASED.sub("", settled).replace("()", "").split())
    if not settled or settled.lower() in _NOBODY:
        return NameReading(deceased=deceased)
    main, aliases = _take_aliases(settled)
    several = bool(_JOINED.search(f" {main} "))
    main, slashed, more_people = _take_slashed(main)
    title, name = _take_title(_forename_first(main))
    every = [*slashed, *(_take_title(_forename_first(alias))[1] for alias in aliases)]
    others = dict.fromkeys(other for other in every if other and other != name)
    return NameReading(
        name=name,
        aliases=tuple(others),
        title=title,
        several_people=several or more_people,
        deceased=deceased,
    )


def joined_name(*, title: str, forename: str, surname: str) -> str:
    """One text from a register that keeps the parts of a name apart."""
    whole = " ".join(part for part in (title, forename) if part)
    if "," in whole or "," in surname:
        return " ".join(part for part in (whole, surname) if part).replace(",", " ")
    return " ".join(part for part in (whole, surname) if part)


def _take_aliases(text: str) -> tuple[str, list[str]]:
    aliases: list[str] = []
    main = text
    for inside in _BRACKET.findall(text):
        main = main.replace(f"({inside})", " ")
        aliases.extend(_split_aliases(_AKA.sub("", inside.strip())))
    pieces = _AKA.split(" ".join(main.split()))
    aliases.extend(alias for piece in pieces[1:] for alias in _split_aliases(piece))
    return pieces[0].strip(" ,;/-"), aliases


def _split_aliases(text: str) -> list[str]:
    return [
        piece.strip(" ,.") for piece in re.split(r"[;/]", text) if piece.strip(" ,.")
    ]


def _take_slashed(text: str) -> tuple[str, list[str], bool]:
    """ "Leon Sanders / Powell" is one person with two surnames."""
    first, *rest = [piece.strip() for piece in text.split("/") if piece.strip()] or [""]
    person = _take_title(_forename_first(first))[1]
    forename = person.split(" ")[0]
    others: list[str] = []
    several = False
    for piece in rest:
        other = _take_title(_forename_first(piece))[1]
        if " " not in other:
            others.append(f"{forename} {other}" if " " in person else other)
            continue
        alike = JaroWinkler.similarity(forename.lower(), other.split(" ")[0].lower())
        several = several or alike < _SAME_FORENAME
        others.append(other)
    return first, others, several


def _forename_first(text: str) -> str:
    surname, comma, forename = text.partition(",")
    if not comma or not forename.strip():
        return _settle_case(text.strip(" ,"))
    return _settle_case(f"{forename.replace(',', ' ').strip()} {surname.strip()}")


def _take_title(name: str) -> tuple[str, str]:
    words = name.split()
    title: list[str] = []
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        title.append(words.pop(0).rstrip("."))
    # "Leon Mr Sanders" comes of "SANDERS, Mr Leon" only at the front, so no more.
    return " ".join(title), " ".join(words)


def _settle_case(name: str) -> str:
    return " ".join(_settle_word(word) for word in name.split())


def _settle_word(word: str) -> str:
    """Give capitals to what was shouted or whispered; leave mixed case alone."""
    if len(word) <= 1 or not (word.isupper() or word.islower()):
        return word
    if word.isupper() and len(word) == 2 and not any(v in word for v in "AEIOUY"):
        return word  # initials: "JD Smith"
    lowered = word.lower()
    if lowered in _SMALL:
        return lowered if word.islower() else word.capitalize()
    pieces = re.split(r"([-'\u2019])", lowered)
    joined = "".join(piece.capitalize() for piece in pieces)
    if joined.startswith("Mc") and len(joined) > 3:
        return "Mc" + joined[2:].capitalize()
    return joined

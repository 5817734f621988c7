"""Which column holds what, going by its heading and by what is in it?"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from register.imports.mapping.fields import DATE_FIELDS, SYNONYMS, Field
from register.imports.mapping.words import knows_category, knows_precaution
from register.imports.parsing.ages import read_age
from register.imports.parsing.blanks import without_blank
from register.imports.parsing.dates import DateMeaning, read_date
from register.imports.parsing.places import read_postcode, read_uprn
from register.imports.reading.tables import Table


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to hold, and how sure the guess is (0 to 100)."""

    heading: str
    field: Field | None
    certainty: int


LIKELY: Final = 78
_SAMPLE: Final = 60
_CONTENT_WEIGHT: Final = 25
_CONTENT_PENALTY: Final = 60
# A heading that says exactly what a field is called beats any that only resembles.
_EXACT_WEIGHT: Final = 30
_ENOUGH_OF_A_KIND: Final = 0.8
_TOO_FEW_OF_A_KIND: Final = 0.5
_PHONE = re.compile(r"^[+0][0-9 ()\-]{8,18}$")
_DIGIT = re.compile(r"[0-9]")
_HOUSE = re.compile(
    r"^(?:flat|apt|unit|room)?\s*[0-9]+[a-z]?(?:,\s*[0-9]+[a-z]?)?$", re.I
)


def guess_columns(table: Table, *, today: date) -> tuple[ColumnGuess, ...]:
    """Propose a field for each column; each field goes to its best column only."""
    scores: list[tuple[float, int, Field]] = []
    for index, heading in enumerate(table.headings):
        values = _sample(row.cells[index] for row in table.rows)
        for field in Field:
            score = _score(heading, values, field, today)
            if score >= LIKELY:
                scores.append((score, index, field))
    chosen: dict[int, tuple[Field, int]] = {}
    taken: set[Field] = set()
    for score, index, field in sorted(scores, key=lambda each: (-each[0], each[1])):
        if index not in chosen and field not in taken:
            chosen[index] = (field, min(100, round(score)))
            taken.add(field)
    return tuple(
        ColumnGuess(heading, *chosen.get(index, (None, 0)))
        for index, heading in enumerate(table.headings)
    )


def clashes(columns: Sequence[Field | None]) -> list[Field]:
    """Fields that more than one column was given, in the order of the columns."""
    given = [field for field in columns if field is not None]
    return list(dict.fromkeys(field for field in given if given.count(field) > 1))


def missing(columns: Iterable[Field | None]) -> list[str]:
    """What no import can do without, as sentences for the person mapping."""
    given = set(columns)
    needs: list[str] = []
    places = {Field.ADDRESS, Field.STREET, Field.UPRN, Field.POSTCODE}
    if not given & ({Field.NAME, Field.SURNAME} | places):
        needs.append("Choose the column that holds the name or the address.")
    if Field.CATEGORY not in given:
        needs.append("Choose the column that holds the category.")
    if not given & {Field.ADDED_ON, Field.HAPPENED_ON}:
        needs.append("Choose the column that holds the date added or of the incident.")
    return needs


def _sample(values: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for value in values:
        if text := without_blank(value):
            kept.append(text)
        if len(kept) == _SAMPLE:
            break
    return kept


def _score(heading: str, values: list[str], field: Field, today: date) -> float:
    """The heading decides; what is in the column lifts or lowers it."""
    name = _plain(heading)
    if name in SYNONYMS[field]:
        return _by_content(100 + _EXACT_WEIGHT, values, field, today)
    likeness = max(fuzz.ratio(name, known) for known in SYNONYMS[field])
    if len(name) > 3:
        partly = max(
            (
                fuzz.token_set_ratio(name, known)
                for known in SYNONYMS[field]
                if " " in known
            ),
            default=0,
        )
        likeness = max(likeness, partly - 8)
    return _by_content(likeness, values, field, today)


def _by_content(likeness: float, values: list[str], field: Field, today: date) -> float:
    share = _share_of_kind(values, field, today)
    if share is None:
        return likeness
    if field in _LIFTED_BY_WORDS:
        return likeness + (_CONTENT_WEIGHT if share >= _TOO_FEW_OF_A_KIND else 0)
    if share >= _ENOUGH_OF_A_KIND:
        return likeness + _CONTENT_WEIGHT + _SURE_BY_CONTENT.get(field, 0)
    return likeness - _CONTENT_PENALTY if share < _TOO_FEW_OF_A_KIND else likeness


# A register may have words of its own here, so what is not known counts for nothing.
_LIFTED_BY_WORDS: Final = frozenset({Field.CATEGORY, Field.PRECAUTIONS})
# A column full of these is what it is, whatever its heading.
_SURE_BY_CONTENT: Final[Mapping[Field, int]] = {Field.POSTCODE: 45, Field.UPRN: 15}


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower()))


def _share_of_kind(values: list[str], field: Field, today: date) -> float | None:
    """How much of a column looks like the field; None where nothing can tell."""
    if not values:
        return None
    looks = _detector(field, today)
    if looks is None:
        return None
    return sum(1 for value in values if looks(value)) / len(values)


def _detector(field: Field, today: date) -> Callable[[str], bool] | None:
    if field in DATE_FIELDS:
        meaning = DateMeaning.BIRTH if field is Field.BORN else DateMeaning.EVENT

        def is_date(text: str) -> bool:
            if field is Field.BORN and read_age(text):
                return True
            return read_date(text, meaning=meaning, today=today).value is not None

        return is_date
    return _DETECTORS.get(field)


_DETECTORS: Final[Mapping[Field, Callable[[str], bool]]] = {
    Field.POSTCODE: lambda text: bool(read_postcode(text).value),
    Field.UPRN: lambda text: len(read_uprn(text).value) >= 9,
    Field.RING_PHONE: lambda text: bool(_PHONE.match(text)),
    Field.NAME: lambda text: not any(sign.isdigit() for sign in text),
    Field.SURNAME: lambda text: not any(sign.isdigit() for sign in text),
    Field.ADDRESS: lambda text: len(text) > 5 and any(sign.isdigit() for sign in text),
    Field.BUILDING: lambda text: bool(_HOUSE.match(text)) or not _DIGIT.search(text),
    Field.POLICE_REFERENCE: lambda text: bool(_DIGIT.search(text)),
    Field.CATEGORY: knows_category,
    Field.PRECAUTIONS: knows_precaution,
    Field.STREET: lambda text: not text.isdigit() and not read_postcode(text).value,
}

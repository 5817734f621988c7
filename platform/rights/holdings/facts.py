"""What is one thing that is held, and who are the others it may name?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Sight(StrEnum):
    """What a field is to the person whose data it is among."""

    OWN = "OWN"
    """Theirs as it stands: a date, a code, their own particulars."""

    WORDS = "WORDS"
    """Somebody's words about them; names of others are taken out."""

    OTHER = "OTHER"
    """Somebody else's data: held, said to be held, and withheld."""

    UNTOLD = "UNTOLD"
    """What they may not learn of yet: not even that it is held."""

    INNER = "INNER"
    """No data about anybody: a key, a counter, where a file lies. Not listed."""


STAFF = "It names a member of staff."
THIRD_PARTY = "It is about another person, and it is not reasonable to tell it."
ANOTHER_SUBJECT = "It is about somebody else on the register."
NAMES_ANOTHER = "Names of other people are taken out."
TOLD_IN_CONFIDENCE = "Telling it would put somebody who reported or saw it at risk."
CRIME = "Telling it would be likely to prejudice the detection of crime."


@dataclass(frozen=True, slots=True)
class Seen:
    """How one field is treated, and why it is withheld where it is."""

    sight: Sight
    reason: str = ""


OWN, WORDS, INNER = Seen(Sight.OWN), Seen(Sight.WORDS), Seen(Sight.INNER)
OF_STAFF = Seen(Sight.OTHER, STAFF)
OF_OTHERS = Seen(Sight.OTHER, THIRD_PARTY)
SECRET = Seen(Sight.UNTOLD, CRIME)
IN_CONFIDENCE = Seen(Sight.OTHER, TOLD_IN_CONFIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One value that is held, as a line of the export before anything is kept back."""

    section: str
    item: str
    label: str
    value: str
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything by which rows about one person are found."""

    organisation: UUID
    subjects: frozenset[UUID]
    entries: frozenset[UUID]
    reports: frozenset[UUID]
    references: Mapping[UUID, str]
    markers: frozenset[UUID]
    own_names: frozenset[str]
    others: set[str] = field(default_factory=set)
    """Names of others, gathered on the way."""

"""What does a row say, and by which rules is it judged?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from register.imports.mapping.fields import Field
from tenants.codes import Category, Precaution, StatementKind, SubjectKind
from tenants.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the pack, the mapping and the day say, gathered once for a batch.

    `category_words` and `precaution_words` map a plain word of the old register
    to a code, to "" where somebody chose to leave it out, and hold nothing for a
    word that nobody has mapped.
    """

    today: date
    pack: Pack
    category_words: Mapping[str, str]
    precaution_words: Mapping[str, str]
    default_precaution: Precaution | None
    statement: StatementKind
    statements_by_department: Mapping[str, StatementKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDraft:
    """A row as it would be imported. Dates are civil dates, ages are years."""

    number: int
    kind: SubjectKind | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    birth_year: int | None = None
    approximate_age: int | None = None
    address: str = ""
    building: str = ""
    postcode: str = ""
    uprn: str = ""
    category: Category | None = None
    category_word: str = ""
    precautions: tuple[Precaution, ...] = ()
    what_happened: str = ""
    happened_on: date | None = None
    added_on: date | None = None
    review_on: date | None = None
    ends_on: date | None = None
    police_reference: str = ""
    department: str = ""
    ring_name: str = ""
    ring_phone: str = ""
    old_reference: str = ""
    statement: StatementKind = StatementKind.TOLD

    @property
    def began_on(self) -> date | None:
        """The day the term is counted from: the incident's where it is known."""
        return self.happened_on or self.added_on


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTexts:
    """One row's cells by what they hold, after a person's corrections."""

    number: int
    texts: Mapping[Field, str]
    formulas: frozenset[Field] = frozenset()
    statement: StatementKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Somebody or somewhere the register already knows, with its reference."""

    reference: str
    draft: RowDraft = field(default_factory=lambda: RowDraft(number=0))

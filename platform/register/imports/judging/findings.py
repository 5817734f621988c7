"""What may be found wrong with a row, and does it keep the row out?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from register.imports.mapping.fields import Field
from tenants.codes import Labelled


class Severity(StrEnum):
    """A block keeps the row out until it is mended; a warning is to be read."""

    BLOCK = "BLOCK"
    WARNING = "WARNING"


class FindingKind(Labelled):
    """Each kind's label is what a list of findings calls it."""

    FORMULA_CELL = "FORMULA_CELL", "Formula in a cell"
    NO_CATEGORY = "NO_CATEGORY", "No category"
    UNKNOWN_CATEGORY = "UNKNOWN_CATEGORY", "Unknown category"
    UNKNOWN_PRECAUTION = "UNKNOWN_PRECAUTION", "Unknown precaution"
    UNREADABLE_DATE = "UNREADABLE_DATE", "Unreadable date"
    FUTURE_DATE = "FUTURE_DATE", "Date in the future"
    NO_DATE = "NO_DATE", "No date to count the term from"
    NO_NAME_OR_ADDRESS = "NO_NAME_OR_ADDRESS", "Neither name nor address"
    PLACE_UNCLEAR = "PLACE_UNCLEAR", "Premises that cannot be found"
    BAD_POSTCODE = "BAD_POSTCODE", "Not a postcode"
    POSTCODES_DIFFER = "POSTCODES_DIFFER", "Two different postcodes"
    BAD_UPRN = "BAD_UPRN", "Not a UPRN"
    SEVERAL_PEOPLE = "SEVERAL_PEOPLE", "More than one person"
    DECEASED = "DECEASED", "Marked as deceased"
    DUPLICATE_ROW = "DUPLICATE_ROW", "Same as another row"
    ALREADY_HELD = "ALREADY_HELD", "Already in the register"
    PAST_RETENTION = "PAST_RETENTION", "Older than it may be kept"
    ORDER_WITHOUT_END = "ORDER_WITHOUT_END", "Court order without an end date"
    TEXT_TOO_LONG = "TEXT_TOO_LONG", "Text too long"
    FIELD_NOT_HELD = "FIELD_NOT_HELD", "Something this register does not hold"
    FIELD_REQUIRED = "FIELD_REQUIRED", "Something this register requires"
    KIND_NOT_HELD = "KIND_NOT_HELD", "A kind of subject this register does not hold"

    REFUSED_BY_POLICY = "REFUSED_BY_POLICY", "Refused by this register's policy"

    PART_OF_A_DATE = "PART_OF_A_DATE", "Only part of a date"
    AGE_ONLY = "AGE_ONLY", "Age instead of a date of birth"
    HARD_TO_FIND = "HARD_TO_FIND", "Neither postcode nor UPRN"
    NO_ACCOUNT = "NO_ACCOUNT", "No account of what happened"
    NO_PRECAUTION = "NO_PRECAUTION", "No precaution"
    NEEDS_WORDS = "NEEDS_WORDS", "“Other” needs words and senior approval"
    UNDER_AGE = "UNDER_AGE", "Under age: shorter term"
    REVIEW_PASSED = "REVIEW_PASSED", "Review date has passed"
    REVIEW_TOO_EARLY = "REVIEW_TOO_EARLY", "Review before the entry began"
    SAME_PLACE = "SAME_PLACE", "Another row at the same premises"

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self in WARNINGS else Severity.BLOCK

    @property
    def may_be_kept(self) -> bool:
        """Whether a person may decide, with a reason, that it does not matter."""
        return self in KEEPABLE

    @property
    def may_be_cleared(self) -> bool:
        """Whether the cell may simply be left empty, for every such row at once."""
        return self in CLEARABLE


WARNINGS: Final = frozenset(
    {
        FindingKind.PART_OF_A_DATE,
        FindingKind.AGE_ONLY,
        FindingKind.HARD_TO_FIND,
        FindingKind.NO_ACCOUNT,
        FindingKind.NO_PRECAUTION,
        FindingKind.NEEDS_WORDS,
        FindingKind.UNDER_AGE,
        FindingKind.REVIEW_PASSED,
        FindingKind.REVIEW_TOO_EARLY,
        FindingKind.SAME_PLACE,
    }
)
KEEPABLE: Final = frozenset({FindingKind.DUPLICATE_ROW, FindingKind.ALREADY_HELD})
CLEARABLE: Final = frozenset(
    {
        FindingKind.FORMULA_CELL,
        FindingKind.BAD_POSTCODE,
        FindingKind.BAD_UPRN,
        FindingKind.FIELD_NOT_HELD,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about a row, as a sentence that says what to do."""

    kind: FindingKind
    sentence: str
    field: Field | None = None

    @property
    def blocks(self) -> bool:
        return self.kind.severity is Severity.BLOCK

    def as_record(self) -> dict[str, str]:
        """The finding as the database keeps it beside its row."""
        return {
            "kind": str(self.kind),
            "sentence": self.sentence,
            "field": str(self.field or ""),
        }

    @classmethod
    def from_record(cls, record: dict[str, str]) -> "Finding":
        field = record.get("field")
        return cls(
            kind=FindingKind(record["kind"]),
            sentence=record["sentence"],
            field=Field(field) if field else None,
        )

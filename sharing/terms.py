"""What do two organisations put their names to? Values as typed, checked, and as text.

Plain data: no Django. The text is what is signed; its SHA-256 ties the indemnity to
exactly these words.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sharing.errors import Invalid
from tenants.codes import (
    INDEMNITY_HEADS,
    Activity,
    Category,
    LawfulBasis,
    Level,
    Purpose,
)


LONGEST_YEARS = 5
# What an agreement is about, in words.
PORTFOLIO_KINDS: dict[str, str] = {
    "UPRNS": "The homes on a list",
    "AREA": "Whole areas, by their GSS codes",
    "CASES": "Named cases",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs, as what, and by whose authority, as they were on the day."""

    name: str
    role: str
    authority: str

    def check(self) -> None:
        errors = {
            field: "Enter who signs, in which post, and by what authority."
            for field, value in asdict(self).items()
            if not value.strip()
        }
        if errors:
            raise Invalid(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerms:
    """The terms of one version of an agreement."""

    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    activities: tuple[str, ...]
    level: str
    lawful_basis_discloser: str
    lawful_basis_recipient: str
    starts_on: date
    review_on: date
    ends_on: date
    portfolio_kind: str = "UPRNS"
    condition_discloser: str = ""
    condition_recipient: str = ""
    security_terms: str = ""
    onward_terms: str = ""
    training_months: int = 24
    recall_days: int = 2
    retention_days: int = 0
    dpia_reference: str = ""
    policy_reference: str = ""
    discloser_named: str = ""
    recipient_named: str = ""

    def check(self) -> None:
        """Raise Invalid, naming each field that cannot stand."""
        errors = {
            **_codes("purposes", self.purposes, Purpose, "purpose"),
            **_codes("categories", self.categories, Category, "category"),
            **_codes("activities", self.activities, Activity, "activity"),
            **_basis("lawful_basis_discloser", self.lawful_basis_discloser),
            **_basis("lawful_basis_recipient", self.lawful_basis_recipient),
            **self._dates(),
        }
        if self.portfolio_kind not in PORTFOLIO_KINDS:
            errors["portfolio_kind"] = "Choose homes, areas or named cases."
        if self.level not in Level or self.level == Level.FULL:
            errors["level"] = "Choose how much may be shared, up to the summary."
        if errors:
            raise Invalid(errors)

    def _dates(self) -> dict[str, str]:
        if self.ends_on < self.starts_on:
            return {"ends_on": "The agreement must end after it starts."}
        if self.ends_on.year - self.starts_on.year > LONGEST_YEARS:
            return {"ends_on": "An agreement lasts five years at most."}
        if not self.starts_on <= self.review_on <= self.ends_on:
            return {"review_on": "Review the agreement between its start and its end."}
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverTerms:
    """Insurance that takes the place of what stood behind an indemnity."""

    insurer: str
    policy_number: str
    cover_ends_on: date

    def check(self, *, today: date) -> None:
        """Raise Invalid, naming each field that cannot stand."""
        errors = _cover(self.insurer, self.policy_number, self.cover_ends_on, today)
        if errors:
            raise Invalid(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndemnityTerms:
    """What the partner undertakes, and the insurance behind it."""

    heads: tuple[str, ...]
    policy_undertaking: bool
    insurer: str
    policy_number: str
    cover_ends_on: date
    file_hash: str = ""

    def check(self, *, today: date) -> None:
        """Raise Invalid, naming each field that cannot stand."""
        errors = {}
        missing = sorted(head.label for head in INDEMNITY_HEADS - set(self.heads))
        if missing:
            errors["heads"] = f"The indemnity must cover {', '.join(missing).lower()}."
        if not self.policy_undertaking:
            errors["policy_undertaking"] = (
                "The partner must undertake to follow the discloser's policy."
            )
        errors |= _cover(self.insurer, self.policy_number, self.cover_ends_on, today)
        if errors:
            raise Invalid(errors)


def document(
    *,
    discloser: str,
    recipient: str,
    title: str,
    number: int,
    terms: Mapping[str, object],
) -> str:
    """The version as text, always the same for the same terms."""
    lines = [title, f"Version {number}", f"From {discloser} to {recipient}"]
    lines += [f"{name}: {_written(terms[name])}" for name in sorted(terms)]
    return "\n".join(lines) + "\n"


def document_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(sorted(str(item) for item in value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _cover(insurer: str, number: str, ends_on: date, today: date) -> dict[str, str]:
    errors = {}
    if not insurer.strip() or not number.strip():
        errors["insurer"] = "Enter the insurer and the policy number."
    if ends_on < today:
        errors["cover_ends_on"] = "The insurance cover has ended already."
    return errors


def _codes(
    field: str, given: Collection[str], known: type[StrEnum], word: str
) -> dict[str, str]:
    if not given:
        return {field: f"Choose at least one {word}."}
    if any(code not in known for code in given):
        return {field: f"Choose each {word} from the list."}
    return {}


def _basis(field: str, basis: str) -> dict[str, str]:
    if basis in LawfulBasis:
        return {}
    return {field: "Choose the lawful basis from the list."}

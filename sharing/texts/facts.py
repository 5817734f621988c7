"""What must be known to write a text about an agreement? Plain data, frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sharing.terms import AgreementTerms
from tenants.clocks import LONDON
from tenants.codes import Activity, Category, LawfulBasis, Level, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who put their name to it for one side, as they were then."""

    name: str
    role: str
    authority: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """One version of an agreement, with the names of its parties."""

    reference: str
    title: str
    number: int
    discloser: str
    recipient: str
    register_name: str
    terms: AgreementTerms
    document_hash: str
    discloser_signed: Signed | None
    recipient_signed: Signed | None

    @property
    def caption(self) -> str:
        return f"{self.reference}, version {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndemnityWords:
    """The indemnity behind a version. `executed` is None for a form to be filled in."""

    agreement: AgreementWords
    heads: tuple[str, ...]
    insurer: str
    policy_number: str
    cover_ends_on: date | None
    executed: Signed | None


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def moment(at: datetime) -> str:
    """The day and the time in London, whatever clock the moment was read by."""
    here = at.astimezone(LONDON)
    return f"{day(here.date())}, {here:%H:%M}"


def working_days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def activities(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(Activity(code).label for code in codes)


def purposes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(Purpose(code).label for code in codes)


def categories(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(Category(code).label for code in codes)


def level(code: str) -> str:
    return Level(code).label


def article(code: str) -> str:
    """Where the law says so, as people write it: UK GDPR article 6(1)(e)."""
    return f"UK GDPR article {code.partition(':')[2]}"


def basis(code: str, condition: str) -> str:
    """A lawful basis in words, with its article and any Schedule 1 condition."""
    told = f"{LawfulBasis(code).label} ({article(code)})"
    return f"{told}; Schedule 1 condition: {condition}" if condition else told

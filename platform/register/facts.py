"""What does an employee report, and what must a decider have weighed?

Frozen facts: pages and imports fill them, policy judges them, actions store them.
No framework here.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from register.states import Crime
from tenants.codes import (
    Category,
    Follows,
    Precaution,
    Source,
    StatementKind,
    SubjectKind,
)


NOT_KNOWN = "not known from the old register"
NOT_APPLICABLE = "not applicable"


class Answer(StrEnum):
    YES = "YES"
    NO = "NO"
    NOT_KNOWN = "NOT_KNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    """A vehicle the subject uses."""

    registration: str
    description: str = ""

    def __str__(self) -> str:
        return f"{self.registration} {self.description}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnimalFacts:
    """An animal at the premises or with the person."""

    kind: str
    description: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.description}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFacts:
    """Who or what the report is about, as far as it is known."""

    kind: SubjectKind
    name: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    birth_year: int | None = None
    approximate_age: int | None = None
    gender: str = ""
    appearance: str = ""
    phone: str = ""
    email: str = ""
    address_lines: tuple[str, ...] = ()
    building: str = ""
    postcode: str = ""
    uprn: str = ""
    area_code: str = ""
    vehicles: tuple[VehicleFacts, ...] = ()
    animals: tuple[AnimalFacts, ...] = ()

    @property
    def address(self) -> str:
        return "\n".join(line for line in self.address_lines if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """One statement and what it rests on. TOLD says by whom."""

    kind: StatementKind
    text: str
    by_whom: str = ""
    corroborated_by: str = ""

    @property
    def is_hearsay(self) -> bool:
        """Told by somebody else, and nobody stands beside them."""
        return self.kind is StatementKind.TOLD and not self.corroborated_by.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """A dated event. `what_happened` is the employee's account."""

    happened_on: date
    statements: tuple[StatementFacts, ...]
    happened_time: time | None = None
    place: str = ""
    uprn: str = ""
    what_happened: str = ""
    words_used: str = ""
    harm: str = ""
    weapons: str = ""
    animals: str = ""
    victim: str = ""
    victim_relation: str = ""
    witnesses: str = ""
    police_reference: str = ""
    riddor_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything a report says: about whom, what happened, and what is proposed."""

    subject: SubjectFacts
    incidents: tuple[IncidentFacts, ...]
    category: Category
    category_text: str = ""
    precautions: tuple[Precaution, ...] = ()
    summary: str = ""
    follows: Follows | None = None
    source: Source = Source.OWN_STAFF
    risk_rating: str = ""
    panel: str = ""
    criteria_met: tuple[str, ...] = ()
    order_ends_on: date | None = None
    ring_name: str = ""
    ring_phone: str = ""
    crime_committed: Crime = Crime.NOT_KNOWN
    police_reference: str = ""

    @property
    def statements(self) -> tuple[StatementFacts, ...]:
        return tuple(s for incident in self.incidents for s in incident.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Every criterion a decider records, each in words. No defaults: forgetting one
    is a TypeError, not a decision. `compulsory` and `discretionary` name those of the
    pack's lists that are met."""

    severity: str
    time_since: str
    previous_conduct: str
    current_conduct: str
    one_off_or_circumstances: str
    animal_still_there: str
    compulsory: tuple[str, ...]
    discretionary: tuple[str, ...]
    under_18: Answer

    @classmethod
    def not_known(cls, *, under_18: Answer = Answer.NOT_KNOWN) -> "Criteria":
        """An imported row whose old register recorded none of them."""
        return cls(
            severity=NOT_KNOWN,
            time_since=NOT_KNOWN,
            previous_conduct=NOT_KNOWN,
            current_conduct=NOT_KNOWN,
            one_off_or_circumstances=NOT_KNOWN,
            animal_still_there=NOT_KNOWN,
            compulsory=(),
            discretionary=(),
            under_18=under_18,
        )

    def as_record(self) -> dict[str, object]:
        return asdict(self)


# The words a page puts beside each criterion.
CRITERIA: Mapping[str, str] = {
    "severity": "The level of violence, the threat, or the danger of the animal",
    "time_since": "The time since it happened",
    "previous_conduct": "Previous conduct",
    "current_conduct": "Current conduct",
    "one_off_or_circumstances": "A one-off, an illness or a hard time of life",
    "animal_still_there": "Whether the animal is still there",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """One of the organisation's own teams that is to see the entry, and why."""

    team_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Whether the subject is told. Not telling needs a reason and a re-test."""

    told: bool
    reason: str = ""
    retest_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What an approval makes: left out, the report's proposal stands.

    `months` may shorten the pack's term, never lengthen it. `shareable` may bar an
    entry from ever being released; it cannot free one the source bars.
    """

    category: Category
    precautions: tuple[Precaution, ...]
    summary: str
    follows: Follows
    category_text: str = ""
    months: int | None = None
    order_ends_on: date | None = None
    shareable: bool = True
    ring_name: str = ""
    ring_phone: str = ""
    consulted: tuple[str, ...] = field(default=())


CRITERION_NAMES: tuple[str, ...] = tuple(f.name for f in fields(Criteria))

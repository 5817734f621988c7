"""How often is the one meant found, and how often is a stranger let through?

The questions are made by `people` and `misspellings`, which know no key of the
product's. The answers are the product's own keys, ranking and settling, over an index
in memory that stands where the two tables stand.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median

from markers.facts import Terms
from tests.markers.misspellings import (
    spoil_date,
    spoil_name,
    spoil_postcode,
    spoil_street,
)
from tests.markers.people import District, Someone
from tests.markers.search import Answered, Register


type Ask = Callable[[Someone, Random], Terms]


def _address(person: Someone, random: Random) -> dict[str, str]:
    street = spoil_street(person.street, random)
    return {"postcode": person.postcode, "address": f"{person.building} {street}"}


ASKED: Mapping[str, Ask] = {
    "name": lambda p, r: Terms(name=spoil_name(p.name, r)),
    "name and birth": lambda p, r: Terms(
        name=spoil_name(p.name, r), date_of_birth=p.born
    ),
    "name and bad birth": lambda p, r: Terms(
        name=spoil_name(p.name, r), date_of_birth=spoil_date(p.born, r)
    ),
    "name and postcode": lambda p, r: Terms(
        name=spoil_name(p.name, r), postcode=spoil_postcode(p.postcode, r)
    ),
    "name and address": lambda p, r: Terms(
        name=spoil_name(p.name, r), **_address(p, r)
    ),
    "name, birth and postcode": lambda p, r: Terms(
        name=spoil_name(p.name, r),
        date_of_birth=p.born,
        postcode=spoil_postcode(p.postcode, r),
    ),
    "postcode and building": lambda p, r: Terms(
        postcode=spoil_postcode(p.postcode, r), building=p.building
    ),
    "address": lambda p, r: Terms(**_address(p, r)),
    "uprn": lambda p, _: Terms(uprn=p.uprn),
}
# With a date of birth or a postcode, or with a date of birth or a UPRN, as typed right.
WITH_MORE = frozenset(ASKED) - {"name", "name and bad birth", "uprn"}
CERTAIN = frozenset({"name and birth", "name, birth and postcode", "uprn"})


@dataclass(slots=True)
class Tally:
    """What was answered to one kind of question."""

    asked: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    found: int = 0
    right: int = 0
    candidates: list[int] = field(default_factory=list)

    def add(self, answered: Answered, meant: int | None) -> None:
        self.asked += 1
        self.answers[answered.answer] += 1
        self.candidates.append(answered.candidates)
        if meant in answered.spoken_of:
            self.found += 1
            self.right += answered.answer == "HIT"

    def share(self, answer: str) -> float:
        return self.answers[answer] / self.asked

    @property
    def recall(self) -> float:
        return self.found / self.asked

    @property
    def precision(self) -> float:
        return self.right / self.answers["HIT"] if self.answers["HIT"] else 1.0

    @property
    def usual_candidates(self) -> float:
        return median(self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One kind of question: asked about people on the register, and about strangers."""

    kind: str
    known: Tally
    strangers: Tally


def questions(
    kind: str, people: Sequence[Someone], asked: int, *, seed: int
) -> Iterator[tuple[int, Terms]]:
    """Misspelt questions about people on the register, and who is meant."""
    random = Random(seed)
    for number in random.sample(range(len(people)), asked):
        yield number, ASKED[kind](people[number], random)


def strangers(
    kind: str, people: Sequence[Someone], asked: int, *, seed: int
) -> Iterator[tuple[None, Terms]]:
    """Questions about people and places that are not on the register."""
    district, random = District(seed), Random(seed)
    uprns = {person.uprn for person in people}
    places = {(person.postcode, person.building) for person in people}
    made = 0
    while made < asked:
        person = district.someone()
        if (
            person.uprn not in uprns
            and (person.postcode, person.building) not in places
        ):
            made += 1
            yield None, ASKED[kind](person, random)


def measure(
    register: Register,
    asked: Iterable[tuple[int | None, Terms]],
    *,
    cutoff: float = 0.0,
) -> Tally:
    """Ask all of them; matches of people that score below `cutoff` are dropped."""
    tally = Tally()
    for meant, terms in asked:
        tally.add(register.search(terms, cutoff=cutoff), meant)
    return tally

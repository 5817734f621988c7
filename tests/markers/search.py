"""What does a register of invented people answer, without a database?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from markers.facts import Candidate, MarkerContent, Terms
from markers.keys import entry_keys, search_keys
from markers.matching import rank, settle
from markers.names import name_parts
from markers.places import address_key, building_of, normalise_postcode
from markers.states import MarkerState
from sharing.check.statement import MOST_CANDIDATES
from tests.markers.people import Someone


OWNER = UUID(int=1)


def content_of(person: Someone, number: int, **changes) -> MarkerContent:
    facts = {
        "entry_id": UUID(int=number),
        "reference": f"E{number}",
        "subject_kind": "PERSON_AT_PREMISES",
        "follows": "BOTH",
        "category": "THREAT",
        "precautions": ("TWO",),
        "ring_name": "Duty desk",
        "ring_phone": "01632 960001",
        "state": MarkerState.ACTIVE,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 1, 1),
        "review_on": date(2026, 7, 1),
        "shareable": True,
        "name": person.name,
        "date_of_birth": person.born,
        "address": person.address,
        "uprn": person.uprn,
        "postcode": person.postcode,
        "building": person.building,
        **changes,
    }
    return MarkerContent(**facts)


def candidate_of(content: MarkerContent) -> Candidate:
    return Candidate(
        marker_id=content.entry_id,
        owner=OWNER,
        follows=content.follows,
        uprn=content.uprn,
        postcode=normalise_postcode(content.postcode),
        building=building_of(content.building),
        address_key=address_key(address=content.address, building=content.building),
        names=(" ".join(name_parts(content.name)),),
        date_of_birth=content.date_of_birth,
        birth_year=content.birth_year,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What one search said: HIT, CANNOT_TELL or CLEAR, and of whom."""

    answer: str
    spoken_of: frozenset[int]
    candidates: int


class Register:
    """An index in memory that stands where the two tables stand.

    `wanted` keeps only keys that will be asked for, so that a hundred thousand entries
    fit. More candidates than a check compares are CANNOT_TELL, as in a check.
    """

    def __init__(
        self, contents: Iterable[MarkerContent], *, wanted: Set[int] | None = None
    ) -> None:
        self.rows: dict[UUID, Candidate] = {}
        self.index: dict[int, list[UUID]] = defaultdict(list)
        for content in contents:
            self.rows[content.entry_id] = candidate_of(content)
            keys = entry_keys(content)
            for key in keys if wanted is None else keys & wanted:
                self.index[key].append(content.entry_id)

    def having(self, key: int) -> Sequence[UUID]:
        return self.index.get(key, ())

    def search(self, terms: Terms, *, cutoff: float = 0.0) -> Answered:
        found = {entry for key in search_keys(terms) for entry in self.having(key)}
        matches = rank(terms, [self.rows[entry] for entry in sorted(found)])
        settled = settle([m for m in matches if m.by_place or m.score >= cutoff])
        spoken = settled.hits or settled.doubtful
        answer = "HIT" if settled.hits else "CANNOT_TELL" if spoken else "CLEAR"
        if answer == "CLEAR" and len(found) > MOST_CANDIDATES:
            answer = "CANNOT_TELL"
        ids = frozenset(match.marker_id.int for match in spoken)
        return Answered(answer, ids, len(found))

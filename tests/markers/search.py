"""What does a register of invented people answer, without a database?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from markers.facts import Candidate, MarkerContent, Terms
from markers.keys import entry_keys, search_keys
from markers.matching import rank, settle
from markers.names import name_parts
from markers.places import address_key, building_of, normalise_postcode
from markers.states import MarkerState
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
class Outcome:
    """What one search said: HIT, CANNOT_TELL or CLEAR, and of whom."""

    answer: str
    spoken_of: frozenset[int]


class Register:
    """An index in memory that stands where the two tables stand."""

    def __init__(self, contents: list[MarkerContent]) -> None:
        self.rows = {content.entry_id: candidate_of(content) for content in contents}
        self.index: dict[int, list[UUID]] = defaultdict(list)
        for content in contents:
            for key in entry_keys(content):
                self.index[key].append(content.entry_id)

    def search(self, terms: Terms) -> Outcome:
        found = {
            entry for key in search_keys(terms) for entry in self.index.get(key, ())
        }
        settled = settle(rank(terms, [self.rows[entry] for entry in sorted(found)]))
        if settled.hits:
            return Outcome("HIT", frozenset(hit.marker_id.int for hit in settled.hits))
        doubts = frozenset(match.marker_id.int for match in settled.doubtful)
        return Outcome("CANNOT_TELL" if doubts else "CLEAR", doubts)


def tally(register: Register, asked: list[tuple[int | None, Terms]]) -> Counter[str]:
    """How often each answer came, and how often it spoke of the one meant."""
    counts: Counter[str] = Counter()
    for number, terms in asked:
        outcome = register.search(terms)
        counts[outcome.answer] += 1
        if number in outcome.spoken_of:
            counts["found"] += 1
            counts["right"] += outcome.answer == "HIT"
    return counts

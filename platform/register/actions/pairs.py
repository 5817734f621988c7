"""Which two records may be of one subject? Matching proposes; it never merges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers.facts import Candidate, Match, Terms
from markers.keys import person_keys, premises_keys
from markers.matching import rank
from markers.names import name_parts
from markers.places import (
    address_key,
    building_of,
    normalise_postcode,
    normalise_uprn,
    postcode_in,
)
from markers.states import Confidence
from register.models import Subject, SubjectPair
from register.states import MatchState, ReportState
from tenants.codes import Follows, SubjectKind
from tenants.context import current_organisation


# A key that so many share proposes nothing: it is a common name or a large building.
COMMON = 60
NAMED = frozenset({"name", "similar_name"})
PLACED = frozenset({"uprn", "address", "postcode_and_building", "postcode"})
BORN = frozenset({"date_of_birth", "similar_date_of_birth"})


@transaction.atomic
def propose(*, by: Actor, at: datetime) -> int:
    """Propose every pair of records that may be one and was not proposed before; how
    many are new. Run twice it proposes nothing twice."""
    subjects = {subject.pk: subject for subject in _standing()}
    known = set(SubjectPair.objects.values_list("one_id", "other_id"))
    found = [
        SubjectPair(
            one_id=one,
            other_id=other,
            confidence=match.confidence.value,
            matched_on=list(match.matched_on),
            state=MatchState.PROPOSED.value,
            proposed_at=at,
        )
        for one, other in _near(subjects.values())
        if (one, other) not in known
        and (match := _match(subjects[one], subjects[other])) is not None
    ]
    SubjectPair.objects.bulk_create(found)
    if found:
        record(
            kind=Kind.MATCHES_PROPOSED,
            organisation=current_organisation().id,
            by=by,
            at=at,
            subject="matches",
            details={"proposed": len(found)},
        )
    return len(found)


def _standing() -> Iterable[Subject]:
    """Subjects with an entry or with a report that left its draft."""
    subjects = Subject.objects.filter(merged_into__isnull=True)
    entered = subjects.filter(entries__isnull=False)
    reported = subjects.filter(reports__isnull=False).exclude(
        reports__state=ReportState.DRAFT
    )
    return (entered | reported).distinct()


def _near(subjects: Iterable[Subject]) -> Iterator[tuple[UUID, UUID]]:
    """Pairs that share a key, each once and in the order of their ids."""
    by_key: dict[int, list[UUID]] = defaultdict(list)
    for subject in subjects:
        for key in _keys(subject):
            by_key[key].append(subject.pk)
    seen: set[tuple[UUID, UUID]] = set()
    for sharers in by_key.values():
        if len(sharers) <= COMMON:
            seen.update(combinations(sorted(sharers), 2))
    yield from sorted(seen)


def _keys(subject: Subject) -> set[int]:
    keys = premises_keys(
        uprn=subject.uprn,
        postcode=subject.postcode,
        building=subject.building,
        address=subject.address,
    )
    for name in filter(None, (subject.name, *subject.aliases)):
        keys |= person_keys(name=name, date_of_birth=subject.date_of_birth)
    return keys


def _match(one: Subject, other: Subject) -> Match | None:
    """How the two fit, where a person ought to look: two people of like name who share
    a birth or a place, or two premises at one place."""
    premises = [side.kind == SubjectKind.PREMISES for side in (one, other)]
    if premises[0] != premises[1]:
        return None
    names = ("",) if premises[0] else (one.name, *one.aliases)
    matches = [
        match
        for name in names
        for match in rank(_terms(one, name), [_candidate(other)])
        if match.confidence is not Confidence.POSSIBLE
        and _speaks(set(match.matched_on), premises=premises[0])
    ]
    return max(matches, key=lambda match: match.score, default=None)


def _speaks(agreed: set[str], *, premises: bool) -> bool:
    if premises:
        return bool(agreed & (PLACED - {"postcode"}))
    return bool(agreed & NAMED) and bool(agreed & (PLACED | BORN))


def _terms(subject: Subject, name: str) -> Terms:
    return Terms(
        uprn=subject.uprn,
        postcode=subject.postcode,
        building=subject.building,
        address=subject.address.replace("\n", ", "),
        name=name,
        date_of_birth=subject.date_of_birth,
        birth_year=subject.birth_year,
    )


def _candidate(subject: Subject) -> Candidate:
    address = subject.address.replace("\n", ", ")
    is_premises = subject.kind == SubjectKind.PREMISES
    forms = (name_parts(name) for name in (subject.name, *subject.aliases))
    return Candidate(
        marker_id=subject.pk,
        owner=subject.pk,
        follows=(Follows.PREMISES if is_premises else Follows.BOTH).value,
        uprn=normalise_uprn(subject.uprn),
        postcode=normalise_postcode(subject.postcode) or postcode_in(address),
        building=building_of(subject.building) or building_of(address),
        address_key=address_key(address=address, building=subject.building),
        names=tuple(" ".join(parts) for parts in forms if parts),
        date_of_birth=subject.date_of_birth,
        birth_year=subject.birth_year,
    )

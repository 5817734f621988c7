"""Could these be one place?"""

from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from markers.facts import Candidate, Place, Terms
from markers.places import (
    building_of,
    normalise_postcode,
    normalise_uprn,
    postcode_in,
    street_of,
)


SAME_STREET = 84.0


class PlaceFit(IntEnum):
    """How two places compare. From SAME_POSTCODE up, the place speaks for a match."""

    DIFFERENT = 0
    UNKNOWN = 1
    NEAR_POSTCODE = 2
    SAME_POSTCODE = 3
    SIMILAR = 4
    SAME_ADDRESS = 5
    SAME_BUILDING = 6
    SAME_UPRN = 7


class Part(IntEnum):
    """How one part of two addresses compares."""

    DIFFERENT = 0
    UNKNOWN = 1
    NEAR = 2
    SAME = 3


EVIDENCE: dict[PlaceFit, tuple[str, ...]] = {
    PlaceFit.DIFFERENT: (),
    PlaceFit.UNKNOWN: (),
    PlaceFit.NEAR_POSTCODE: ("similar_postcode",),
    PlaceFit.SAME_POSTCODE: ("postcode",),
    PlaceFit.SIMILAR: ("similar_address",),
    PlaceFit.SAME_ADDRESS: ("address",),
    PlaceFit.SAME_BUILDING: ("postcode_and_building",),
    PlaceFit.SAME_UPRN: ("uprn",),
}

# Postcode and building, each part compared, to what the place is worth.
BY_PARTS: dict[tuple[Part, Part], PlaceFit] = {
    (Part.SAME, Part.SAME): PlaceFit.SAME_BUILDING,
    (Part.SAME, Part.NEAR): PlaceFit.SIMILAR,
    (Part.SAME, Part.UNKNOWN): PlaceFit.SAME_POSTCODE,
    (Part.SAME, Part.DIFFERENT): PlaceFit.SAME_POSTCODE,
    (Part.NEAR, Part.UNKNOWN): PlaceFit.NEAR_POSTCODE,
    (Part.NEAR, Part.DIFFERENT): PlaceFit.NEAR_POSTCODE,
    (Part.UNKNOWN, Part.UNKNOWN): PlaceFit.UNKNOWN,
}


def compare_places(terms: Terms, row: Candidate) -> tuple[PlaceFit, bool]:
    """How well the place typed fits the best of the places held, and whether that is
    another than the first: one at which the entry still stands since a move."""
    first = compare_place(terms, row)
    others = [compare_place(terms, place) for place in row.elsewhere]
    best = max(others, default=PlaceFit.DIFFERENT)
    return (best, True) if best > max(first, PlaceFit.UNKNOWN) else (first, False)


def compare_place(terms: Terms, row: Candidate | Place) -> PlaceFit:
    """Compare the place typed with one place held, by the surest thing both have."""
    asked_uprn = normalise_uprn(terms.uprn)
    contradicted = False
    if asked_uprn and row.uprn:
        if asked_uprn == row.uprn:
            return PlaceFit.SAME_UPRN
        contradicted = True
    fit = _compare_addresses(terms, row)
    return _contradict(fit) if contradicted else fit


def place_evidence(fit: PlaceFit) -> tuple[str, ...]:
    """What about the place agreed, in the words of the API."""
    return EVIDENCE[fit]


def _contradict(fit: PlaceFit) -> PlaceFit:
    """Two different UPRNs: the same address is then a doubt, anything less another."""
    if fit > PlaceFit.SIMILAR:
        return PlaceFit.SIMILAR
    return fit if fit == PlaceFit.SAME_POSTCODE else PlaceFit.DIFFERENT


def _compare_addresses(terms: Terms, row: Candidate | Place) -> PlaceFit:
    held_building, _, held_street = row.address_key.partition("|")
    postcode = _compare_postcodes(
        normalise_postcode(terms.postcode) or postcode_in(terms.address), row.postcode
    )
    building = _compare_buildings(
        building_of(terms.building) or building_of(terms.address),
        row.building or held_building,
    )
    street = _compare_streets(street_of(terms.address), held_street)
    if street == Part.SAME and postcode in {Part.NEAR, Part.UNKNOWN}:
        if building == Part.SAME:
            return PlaceFit.SAME_ADDRESS
        if building == Part.NEAR:
            return PlaceFit.SIMILAR
    fit = BY_PARTS.get((postcode, building), PlaceFit.DIFFERENT)
    if fit == PlaceFit.SAME_BUILDING and street == Part.DIFFERENT:
        return PlaceFit.SIMILAR
    return fit


def _compare_postcodes(asked: str, held: str) -> Part:
    if not asked or not held:
        return Part.UNKNOWN
    if asked == held:
        return Part.SAME
    return (
        Part.NEAR if OSA.distance(asked, held, score_cutoff=1) == 1 else Part.DIFFERENT
    )


def _compare_buildings(asked: str, held: str) -> Part:
    """Unit and number. NEAR where one side names no unit of the same building."""
    if not asked or not held:
        return Part.UNKNOWN
    if asked == held:
        return Part.SAME
    one, other = asked.split(), held.split()
    one_has_no_unit = (len(one) == 1) != (len(other) == 1)
    if one_has_no_unit and one[-1] == other[-1]:
        return Part.NEAR
    words = not any(character.isdigit() for character in asked + held)
    return (
        Part.SAME
        if words and fuzz.ratio(asked, held) >= SAME_STREET
        else Part.DIFFERENT
    )


def _compare_streets(asked: str, held: str) -> Part:
    if not asked or not held:
        return Part.UNKNOWN
    alike = max(fuzz.ratio(asked, held), fuzz.token_sort_ratio(asked, held))
    return Part.SAME if alike >= SAME_STREET else Part.DIFFERENT

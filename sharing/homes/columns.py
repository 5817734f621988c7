"""What do the columns of a list of homes mean?"""

from collections.abc import Sequence


COLUMNS = ("uprn", "postcode", "building", "address")
ALSO_CALLED = {
    "house": "building",
    "house_number": "building",
    "house_name_or_number": "building",
    "property": "building",
    "post_code": "postcode",
    "full_address": "address",
    "address_line_1": "address",
    "unique_property_reference_number": "uprn",
}


def places_of(headings: Sequence[str]) -> list[int | None]:
    """For each of COLUMNS, which column of the file holds it, counted from 0."""
    named = [column_of(heading) for heading in headings]
    return [named.index(name) if name in named else None for name in COLUMNS]


def names_homes(places: Sequence[int | None]) -> bool:
    """Whether there is anything by which a home could be known."""
    return places[0] is not None or places[1] is not None


def column_of(heading: str) -> str:
    """Our name for a column of the list."""
    plain = heading.strip().lower().replace(" ", "_")
    return ALSO_CALLED.get(plain, plain)

"""What is one row of a list of homes, and what is wrong with it?"""

from dataclasses import dataclass
from enum import StrEnum

from markers.places import normalise_uprn
from sharing.check.request import place_value


class Finding(StrEnum):
    BAD_UPRN = "BAD_UPRN"
    NO_HOME = "NO_HOME"


SENTENCES = {
    Finding.BAD_UPRN: "The UPRN is not a number of up to 12 digits.",
    Finding.NO_HOME: "It names neither a UPRN nor a postcode with a building.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the file holds it; `number` is the one a spreadsheet shows."""

    number: int
    uprn: str
    postcode: str
    building: str
    address: str


@dataclass(frozen=True, slots=True)
class Home:
    """One home as a portfolio keeps it: either may be empty, never both."""

    uprn: str
    place: str

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        given = (("UPRN", self.uprn), ("PLACE", self.place))
        return tuple(item for item in given if item[1])


def home_in(row: Row) -> Home | Finding:
    """The home a row names, or why it names none. A wrong UPRN is never passed over."""
    uprn = normalise_uprn(row.uprn)
    if row.uprn and not uprn:
        return Finding.BAD_UPRN
    place = place_value(
        postcode=row.postcode, building=row.building, address=row.address
    )
    return Home(uprn, place) if uprn or place else Finding.NO_HOME

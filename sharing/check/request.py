"""What does somebody ask before a visit or a contact?"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any

from markers.facts import Terms
from markers.keys import premises_keys, search_keys
from markers.places import building_of, normalise_postcode, normalise_uprn, postcode_in
from tenants.codes import Activity, Purpose


LONGEST = 300


class BadRequest(ValueError):
    """A check that cannot be understood. `errors` maps a field to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True, kw_only=True)
class CheckRequest:
    """One question: for what purpose, about which place, about which person.

    `activity` is needed to ask a partner's register. `officer` is the id, within the
    asker's organisation, of the person a machine client asks for.
    """

    purpose: str
    activity: str | None = None
    officer: str | None = None
    visit_on: date | None = None
    uprn: str = ""
    postcode: str = ""
    building: str = ""
    address: str = ""
    name: str = ""
    date_of_birth: date | None = None
    birth_year: int | None = None

    @cached_property
    def terms(self) -> Terms:
        return Terms(
            uprn=self.uprn,
            postcode=self.postcode,
            building=self.building,
            address=self.address,
            name=self.name,
            date_of_birth=self.date_of_birth,
            birth_year=self.birth_year,
        )

    @cached_property
    def place(self) -> str:
        """Postcode and building as a portfolio writes them, or empty."""
        return place_value(
            postcode=self.postcode, building=self.building, address=self.address
        )

    @cached_property
    def number(self) -> str:
        """The UPRN as a portfolio writes it, or empty."""
        return normalise_uprn(self.uprn)

    @cached_property
    def keys(self) -> list[int]:
        return search_keys(self.terms)

    @property
    def asks_about_a_place(self) -> bool:
        """A postcode beside a name only helps to find the person."""
        return bool(
            self.uprn
            or self.building
            or self.address
            or (self.postcode and not self.name)
        )

    @property
    def asks_about_a_person(self) -> bool:
        return bool(self.name or self.date_of_birth)

    @property
    def place_is_searched(self) -> bool:
        """Whether the place, as typed, could be looked up at all."""
        return bool(
            self.number
            or self.place
            or premises_keys(
                uprn="",
                postcode=self.postcode,
                building=self.building,
                address=self.address,
            )
        )

    def record(self) -> dict[str, str | int]:
        """What was typed, for the encrypted record: only what was given."""
        return {
            field: value.isoformat() if isinstance(value, date) else value
            for field in TYPED
            if (value := getattr(self, field))
        }


TYPED = tuple(field.name for field in fields(CheckRequest))


def from_record(record: dict[str, Any]) -> CheckRequest:
    """The request as it was asked, from its encrypted record."""
    days: dict[str, Any] = {
        field: date.fromisoformat(record[field])
        for field in ("visit_on", "date_of_birth")
        if field in record
    }
    return CheckRequest(**{**record, **days})


def place_value(*, postcode: str, building: str, address: str = "") -> str:
    """`ZX11AA|3 12`: one building in one postcode, or empty where either is missing."""
    code = normalise_postcode(postcode) or postcode_in(address)
    house = building_of(building) or building_of(address)
    return f"{code}|{house}" if code and house else ""


def refuse_nonsense(request: CheckRequest, *, at: datetime) -> None:
    """Say what is wrong with a request before anything is looked up.

    Raises:
        BadRequest: naming each field and what to do.
    """
    errors: dict[str, str] = {}
    if request.purpose not in Purpose:
        errors["purpose"] = "Choose what the check is for."
    if request.activity is not None and request.activity not in Activity:
        errors["activity"] = "Choose the kind of work from the list."
    if request.uprn and not request.number:
        errors["uprn"] = "Enter a UPRN of up to 12 digits."
    if request.date_of_birth and request.date_of_birth > at.date():
        errors["date_of_birth"] = "Enter a date of birth in the past."
    errors |= {
        field: "Enter no more than 300 characters."
        for field in ("postcode", "building", "address", "name")
        if len(getattr(request, field)) > LONGEST
    }
    if not (request.asks_about_a_place or request.asks_about_a_person):
        errors["place"] = "Enter a place or a person to check."
    if errors:
        raise BadRequest(errors)

"""What of a request, and of a row found, is compared with each other?"""

from dataclasses import replace
from uuid import UUID

from markers.facts import Candidate, Place, Terms
from sharing.check import gathering
from sharing.check.statement import Row


def allowed(terms: Terms, modes: str) -> Terms:
    if modes == "premises":
        return replace(terms, name="", date_of_birth=None, birth_year=None)
    if modes == "person":
        return replace(terms, uprn="", postcode="", building="", address="")
    return terms


def comparable(row: Row) -> Candidate:
    return Candidate(
        marker_id=UUID(row["id"]),
        owner=UUID(row["owner"]),
        follows=row["follows"],
        uprn=row["uprn"],
        postcode=row["postcode"],
        building=row["building"],
        address_key=row["address_key"],
        names=tuple(row["name_forms"]),
        date_of_birth=gathering.day(row["date_of_birth"]),
        birth_year=row["birth_year"],
        elsewhere=tuple(Place(**place) for place in row["elsewhere"]),
    )

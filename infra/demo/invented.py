"""Which organisations, people and entries did we invent?

Frozen facts read from `data/`. Nothing here writes.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tenants.codes import (
    Category,
    ContactMode,
    OrganisationKind,
    Precaution,
    Role,
    StatementKind,
    SubjectKind,
)


DATA = Path(__file__).parent / "data"
BRIEFED_DAYS_AGO = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedTeam:
    name: str
    contact_mode: ContactMode
    does_what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """Somebody with a role. `briefed_days_ago` beyond 24 months means: lapsed."""

    name: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...]
    briefed_days_ago: int

    def email(self, slug: str) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{slug}.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedOrganisation:
    slug: str
    name: str
    short_name: str
    kind: OrganisationKind
    pack: str
    identity: dict[str, Any]
    teams: tuple[InventedTeam, ...]
    people: tuple[InventedPerson, ...]

    def with_role(self, role: Role) -> InventedPerson:
        """The first person who holds the role. Raises StopIteration if none does."""
        return next(person for person in self.people if role in person.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedEntry:
    """One line of `entries.csv`: an incident and the state its entry is to reach.

    `share` is `recipient:LEVEL` or empty; `teams` are the decision's audience;
    `not_told` is why the person is not told, empty where they are.
    """

    key: str
    organisation: str
    state: str
    kind: SubjectKind
    name: str
    aliases: tuple[str, ...]
    date_of_birth: date | None
    address: str
    postcode: str
    uprn: str
    category: Category
    precautions: tuple[Precaution, ...]
    days_ago: int
    statement: StatementKind
    what_happened: str
    summary: str
    teams: tuple[str, ...]
    share: str
    not_told: str = ""


def organisations() -> tuple[InventedOrganisation, ...]:
    """Every invented organisation, the platform first."""
    text = (DATA / "personas.toml").read_text(encoding="utf-8")
    return tuple(_organisation(row) for row in tomllib.loads(text)["organisation"])


def entries() -> tuple[InventedEntry, ...]:
    """Every invented entry, in the order they are to be walked."""
    with (DATA / "entries.csv").open(newline="", encoding="utf-8") as file:
        return tuple(_entry(row) for row in csv.DictReader(file))


def portfolio() -> list[dict[str, str]]:
    """Harbour Homes' properties: uprn, address, town and postcode of each."""
    file = DATA / "harbour-homes-portfolio.csv"
    with file.open(newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def _organisation(row: dict[str, object]) -> InventedOrganisation:
    told = {key: str(value) for key, value in row.items() if isinstance(value, str)}
    identity = (
        "gss_code",
        "rsh_number",
        "duty_name",
        "duty_phone",
        "brand_colour",
        "most_people",
    )
    return InventedOrganisation(
        slug=told["slug"],
        name=told["name"],
        short_name=told.get("short_name", told["name"]),
        kind=OrganisationKind(told["kind"]),
        pack=told["pack"],
        identity={key: told[key] for key in identity if key in told},
        teams=tuple(
            InventedTeam(
                name=team["name"],
                contact_mode=ContactMode(team["contact_mode"]),
                does_what=team["does_what"],
            )
            for team in _rows(row, "teams")
        ),
        people=tuple(
            InventedPerson(
                name=person["name"],
                roles=tuple(Role(role) for role in person["roles"]),
                teams=tuple(person.get("teams", ())),
                briefed_days_ago=int(person.get("briefed_days_ago", BRIEFED_DAYS_AGO)),
            )
            for person in _rows(row, "people")
        ),
    )


def _rows(row: dict[str, object], name: str) -> list[dict[str, str]]:
    rows = row.get(name, [])
    return rows if isinstance(rows, list) else []


def _entry(row: dict[str, str]) -> InventedEntry:
    born = row["date_of_birth"]
    return InventedEntry(
        key=row["key"],
        organisation=row["organisation"],
        state=row["state"],
        kind=SubjectKind(row["kind"]),
        name=row["name"],
        aliases=_several(row["aliases"]),
        date_of_birth=date.fromisoformat(born) if born else None,
        address=row["address"],
        postcode=row["postcode"],
        uprn=row["uprn"],
        category=Category(row["category"]),
        precautions=tuple(Precaution(code) for code in _several(row["precautions"])),
        days_ago=int(row["days_ago"]),
        statement=StatementKind(row["statement"]),
        what_happened=row["what_happened"],
        summary=row["summary"],
        teams=_several(row["teams"]),
        share=row["share"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)

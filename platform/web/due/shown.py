"""How is a date that somebody must keep put on a page?"""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from accounts.queries.due import DueList
from tenants.due import DueLine
from web.work import ROUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class DueShown:
    what: str
    clock: str
    on: date
    late: bool
    working: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShown:
    owner: str
    is_mine: bool
    late: int
    lines: tuple[DueShown, ...]


def owners_of(found: DueList, *, today: date) -> list[OwnerShown]:
    return [
        OwnerShown(
            owner=owned.owner,
            is_mine=owned.is_mine,
            late=owned.late,
            lines=tuple(_shown(line, today) for line in owned.lines),
        )
        for owned in found.owners
    ]


def address_of(line: DueLine) -> str:
    """Where it is dealt with; empty where no page of ours does."""
    route = ROUTES.get(line.kind, "")
    try:
        return reverse(route, args=[line.reference]) if route else ""
    except NoReverseMatch:
        return ""


def _shown(line: DueLine, today: date) -> DueShown:
    return DueShown(
        what=line.what,
        clock=line.clock.label,
        on=line.on,
        late=line.is_late(today),
        working=line.working,
        address=address_of(line),
    )

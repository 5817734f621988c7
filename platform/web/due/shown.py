"""How is a date that somebody must keep put on a page?"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from accounts.queries.due import DueList
from tenants.codes import Permission, Role
from tenants.due import DueLine
from web.access import holding, may_open, rule_for
from web.work import ROUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class DueShown:
    what: str
    between: str
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


def owners_of(
    found: DueList, *, today: date, roles: AbstractSet[Role]
) -> list[OwnerShown]:
    """Each owner's lines. One leads to its page only where these roles open it: who
    keeps order over others' work reads more dates than pages."""
    return [
        OwnerShown(
            owner=owned.owner,
            is_mine=owned.is_mine,
            late=owned.late,
            lines=tuple(_shown(line, today, roles) for line in owned.lines),
        )
        for owned in found.owners
    ]


def opens(line: DueLine, roles: AbstractSet[Role]) -> bool:
    rule = OF_ANYBODY.get(line.kind) or rule_for(ROUTES.get(line.kind, ""))
    return may_open(rule, signed_in=True, roles=frozenset(roles))


OF_ANYBODY = {"entry": holding(Permission.READ_REGISTER)}
"""Who opens whichever there is; others open the route for those that are theirs."""


def address_of(line: DueLine) -> str:
    """Where it is dealt with; empty where no page of ours does."""
    route = ROUTES.get(line.kind, "")
    try:
        return reverse(route, args=[line.reference]) if route else ""
    except NoReverseMatch:
        return ""


def _shown(line: DueLine, today: date, roles: AbstractSet[Role]) -> DueShown:
    return DueShown(
        what=line.what,
        between=line.between,
        clock=line.clock.label,
        on=line.on,
        late=line.is_late(today),
        working=line.working,
        address=address_of(line) if opens(line, roles) else "",
    )

"""What is due, for this person and for everybody, by whose hand?

References and dates alone, so that whoever keeps order may see what is late without
opening an entry.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import roles_of
from tenants.codes import Role
from tenants.due import ONLY_TOLD, Clock, DueLine, due_lines


# They answer for others' work being done in time, so they see whose is late.
SEE_EVERYBODY = frozenset(
    {Role.HEAD_OF_SERVICE, Role.HEALTH_AND_SAFETY, Role.DATA_PROTECTION_OFFICER}
)
NOBODY = "Nobody in particular"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """What one owner has to do, and how much of it is late."""

    owner: str
    is_mine: bool
    late: int
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What is due until a day, by owner: the reader's own first, then the latest."""

    owners: tuple[Owned, ...]
    everybody: bool

    @property
    def late(self) -> int:
        return sum(owned.late for owned in self.owners)


def due_for(
    user: User,
    *,
    on: date,
    until: date,
    clocks: Iterable[Clock] | None = None,
    roles: Collection[Role] | None = None,
) -> list[DueLine]:
    """What this person must do by then: by a role they hold, or by name. `roles` are
    theirs, where the caller has read them."""
    held = roles_of(user, on) if roles is None else roles
    return [
        line
        for line in due_lines(on=on, until=until, clocks=clocks)
        if _is_theirs(line, user, held)
    ]


def due_list(user: User, *, on: date, until: date) -> DueList:
    """Everybody's for those who answer for it; for all others their own."""
    roles = roles_of(user, on)
    everybody = bool(roles & SEE_EVERYBODY)
    by_owner: dict[str, list[DueLine]] = defaultdict(list)
    mine: set[str] = set()
    lines = due_lines(on=on, until=until, clocks=frozenset(Clock) - ONLY_TOLD)
    names = _names(lines)
    for line in lines:
        theirs = _is_theirs(line, user, roles)
        if not (everybody or theirs):
            continue
        owner = _owner(line, names)
        by_owner[owner].append(line)
        if theirs:
            mine.add(owner)
    owners = [
        Owned(
            owner=owner,
            is_mine=owner in mine,
            late=sum(line.is_late(on) for line in owned),
            lines=tuple(owned),
        )
        for owner, owned in by_owner.items()
    ]
    order = sorted(owners, key=lambda o: (not o.is_mine, -o.late, o.owner))
    return DueList(owners=tuple(order), everybody=everybody)


def _is_theirs(line: DueLine, user: User, roles: Collection[Role]) -> bool:
    return line.owner in roles or line.person == user.pk


def _owner(line: DueLine, names: dict[object, str]) -> str:
    if line.owner is not None:
        return line.owner.label
    return names.get(line.person, NOBODY)


def _names(lines: Iterable[DueLine]) -> dict[object, str]:
    """The names of our own people who are asked by name."""
    people = {line.person for line in lines if line.person and line.owner is None}
    named = User.objects.filter(pk__in=people)
    return dict(named.values_list("pk", "full_name"))

"""How are a pack's lists and its values by category, field, role and team read?"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from tenants.codes import MAY_COUNTERSIGN, MAY_DECIDE, Category, Level, Role
from tenants.packs.choices import FIELDS, Presence, SearchMode
from tenants.packs.reading import Table


ALL_STAFF = "ALL_STAFF"
DEFAULT = "default"
UNBOUNDED = 0  # never a term: the lint refuses it and terms cannot be worked out


def needed[E: StrEnum](key: str, kind: type[E]) -> Callable[[Table], tuple[E, ...]]:
    """A list that a register cannot do without."""

    def read(root: Table) -> tuple[E, ...]:
        members = root.chosen(key, kind)
        if not members and root.flag("has_register", default=True):
            raise root.error(key, "A register needs at least one of these.")
        return members

    return read


def fields(root: Table) -> Mapping[str, Presence]:
    table = root.table("fields")
    table.known(*FIELDS)
    return MappingProxyType(
        {name: table.choice(name, Presence, None) for name in table.values}
    )


def one_of_fields(root: Table) -> tuple[tuple[str, ...], ...]:
    """Written "name|address": at least one of the two must be given."""
    groups = tuple(tuple(g.split("|")) for g in root.texts("one_of_fields"))
    for name in (name for group in groups for name in group):
        if name not in FIELDS:
            raise root.error("one_of_fields", f"“{name}” is not a field.")
    return groups


def category_labels(root: Table) -> Mapping[Category, str]:
    table = root.table("category_labels")
    table.known(*Category.codes())
    return MappingProxyType({Category(key): table.text(key) for key in table.values})


def months(
    key: str, *, default: int, low: int, high: int
) -> Callable[[Table], Mapping[Category, int]]:
    """Months for every category: its own, the table's default, or this default."""

    def read(root: Table) -> Mapping[Category, int]:
        table = root.table(key)
        table.known(DEFAULT, *Category.codes())
        usual = default
        if DEFAULT in table.values:
            usual = table.number(DEFAULT, None, low, high)
        return MappingProxyType(
            {
                category: table.number(category.value, None, low, high)
                if category.value in table.values
                else usual
                for category in Category
            }
        )

    return read


def view_levels(root: Table) -> Mapping[Role, Level]:
    table = root.table("view_levels")
    table.known(ALL_STAFF, *Role.codes())
    return MappingProxyType(
        {
            Role(key): table.choice(key, Level, None)
            for key in table.values
            if key != ALL_STAFF
        }
    )


def everyone_sees(root: Table) -> Level | None:
    """What every member of staff may see, if anything: the lint names *Clift*."""
    return root.table("view_levels").maybe_choice(ALL_STAFF, Level)


def team_limits(root: Table) -> Mapping[str, Level]:
    table = root.table("team_limits")
    return MappingProxyType(
        {name: table.choice(name, Level, None) for name in table.values}
    )


def search_modes(root: Table) -> frozenset[SearchMode]:
    word = root.text("search_modes", "both").casefold()
    if word == "both":
        return frozenset(SearchMode)
    if word not in SearchMode.codes():
        raise root.error("search_modes", "Use one of: person, premises, both.")
    return frozenset({SearchMode(word)})


def decider_role(root: Table) -> Role:
    usual = None if root.flag("has_register", default=True) else Role.DECISION_OFFICER
    role = root.choice("decider_role", Role, usual)
    if role not in MAY_DECIDE:
        raise root.error("decider_role", _not_that_role("decide", MAY_DECIDE))
    if role == root.maybe_choice("countersign_role", Role):
        raise root.error(
            "decider_role",
            "The same role countersigns. Name two roles, so that two people look.",
        )
    return role


def countersign_role(root: Table) -> Role | None:
    role = root.maybe_choice("countersign_role", Role)
    if role is not None and role not in MAY_COUNTERSIGN:
        raise root.error(
            "countersign_role", _not_that_role("countersign", MAY_COUNTERSIGN)
        )
    return role


def _not_that_role(step: str, roles: frozenset[Role]) -> str:
    return f"This role cannot {step}. Use one of: {', '.join(sorted(roles))}."


def register_name(root: Table) -> str:
    return root.text(
        "register_name", None if root.flag("has_register", default=True) else ""
    )

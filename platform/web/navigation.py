"""Which pages does the menu offer to somebody with these roles?"""

from dataclasses import dataclass

from tenants.codes import Role
from web.access import may_open, rule_for


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    route: str
    area: str


MENU: tuple[MenuItem, ...] = (
    MenuItem("My work", "home:work", "home"),
    MenuItem("Check", "check:start", "check"),
    MenuItem("Today's round", "rounds:start", "rounds"),
    MenuItem("Report", "reports:mine", "reports"),
    MenuItem("Register", "register:list", "register"),
    MenuItem("Reviews", "lives:reviews", "lives"),
    MenuItem("Matches", "matches:list", "matches"),
    MenuItem("Appeals", "appeals:list", "appeals"),
    MenuItem("What is due", "due:list", "due"),
    MenuItem("Import", "imports:list", "imports"),
    MenuItem("Agreements", "agreements:list", "agreements"),
    MenuItem("Recalls", "recalls:list", "recalls"),
    MenuItem("Receipts", "receipts:list", "receipts"),
    MenuItem("Who looked", "register:looks", "looks"),
    MenuItem("Rights requests", "rights:list", "rights"),
    MenuItem("Figures", "rights:figures", "figures"),
    MenuItem("Ask an officer", "members:mine", "members"),
    MenuItem("Policy", "packs:current", "packs"),
    MenuItem("People", "people:list", "people"),
    MenuItem("Sign-in", "people:providers", "providers"),
)
PLATFORM_MENU: tuple[MenuItem, ...] = (
    MenuItem("Organisations", "organisations:list", "organisations"),
    MenuItem("Agreements", "agreements:list", "agreements"),
    MenuItem("Health", "health:agreements", "health"),
    MenuItem("Operations", "organisations:operations", "operations"),
    MenuItem("People", "people:list", "people"),
    MenuItem("Sign-in", "people:providers", "providers"),
)


def menu_for(
    roles: frozenset[Role], *, items: tuple[MenuItem, ...] = MENU
) -> list[MenuItem]:
    """Return the items somebody with these roles may open, in the menu's order."""
    return [
        item
        for item in items
        if may_open(rule_for(item.route), signed_in=True, roles=roles)
    ]

"""Who may open this page?

Each area of `web` declares, beside its addresses, who may open each route. A route
that declares nothing is refused. This says who may open a page; what they see on
it is decided further in, where the data are.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tenants.codes import Permission, Role


class Access(StrEnum):
    """The rules that name no role."""

    ANYONE = "ANYONE"
    """No sign-in: the sign-in pages themselves, style sheets, health."""

    SIGNED_IN = "SIGNED_IN"
    """Anybody who has finished signing in to this organisation."""

    SHOWN_CREDENTIAL = "SHOWN_CREDENTIAL"
    """The route asks `tenants_asker` or a token itself and opens no session."""


type Rule = Access | frozenset[Role]


@cache
def declared_rules() -> Mapping[str, Rule]:
    """Return route name → rule, merged from every area that settings name.

    Raises ValueError when two areas declare one route: the wider would win unseen.
    """
    merged: dict[str, Rule] = {}
    for path in settings.ROUTE_ACCESS:
        for route, rule in import_string(path).items():
            if route in merged:
                message = f"Two areas declare who may open {route}."
                raise ValueError(message)
            merged[route] = rule
    return merged


def rule_for(route: str) -> Rule | None:
    """Return the rule of a route by its full name, or None when it has none.

    A name that ends in `:*` declares every route of a namespace that guards itself.
    """
    rules = declared_rules()
    if route in rules:
        return rules[route]
    return rules.get(f"{route.rpartition(':')[0]}:*")


def may_open(rule: Rule | None, *, signed_in: bool, roles: frozenset[Role]) -> bool:
    """Say whether somebody with these roles may open a route with this rule."""
    match rule:
        case None:
            return False
        case Access.ANYONE | Access.SHOWN_CREDENTIAL:
            return True
        case Access.SIGNED_IN:
            return signed_in
        case _:
            return signed_in and bool(rule & roles)


def holding(*permissions: Permission) -> frozenset[Role]:
    """Return every role that holds at least one of these permissions."""
    return frozenset(role for role in Role if role.permissions & set(permissions))

"""What does every page know: whose it is, its colour, its menu?"""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from accounts.sign_in.requests import Asked
from register.queries.entries import shows_list
from tenants.codes import OrganisationKind, Permission
from tenants.queries import current_pack
from web.middleware import held_roles, is_signed_in, route_of
from web.navigation import MENU, PLATFORM_MENU, MenuItem, menu_for


IDLE_WARNING_SECONDS = 15 * 60
IDLE_END_SECONDS = 20 * 60


def page(request: Asked) -> dict[str, Any]:
    """Return the values that the base template needs."""
    return {
        "organisation": getattr(request, "organisation", None),
        "menu": menu(request),
        "signed_in_as": name_of(request),
        "area": route_of(request).partition(":")[0],
        "demo": settings.DEMO,
        "idle_warning_seconds": IDLE_WARNING_SECONDS,
        "idle_end_seconds": IDLE_END_SECONDS,
    }


def name_of(request: Asked) -> str:
    """Return who is signed in, as the header says it; empty before that."""
    if not hasattr(request, "user") or not is_signed_in(request):
        return ""
    # Somebody whose session ended while the page was made has no name any more.
    return str(getattr(request.user, "full_name", ""))


def menu(request: Asked) -> list[dict[str, str]]:
    """Return the menu of whoever is signed in, and nothing before that."""
    if not hasattr(request, "user") or not is_signed_in(request):
        return []
    organisation = getattr(request, "organisation", None)
    platform = organisation and organisation.kind == OrganisationKind.PLATFORM
    items = PLATFORM_MENU if platform else MENU
    found = menu_for(held_roles(request), items=items)
    return links(tuple(item for item in found if leads_somewhere(item, request)))


def leads_somewhere(item: MenuItem, request: Asked) -> bool:
    """Whether the pack lets this person see the list that an item leads to."""
    if item.route != "register:list":
        return True
    held = (role.permissions for role in held_roles(request))
    permissions = frozenset[Permission]().union(*held)
    return shows_list(permissions, current_pack(request.organisation))


def links(items: tuple[MenuItem, ...]) -> list[dict[str, str]]:
    """Return label, address and area of the items that lead somewhere on this host."""
    found = []
    for item in items:
        try:
            address = reverse(item.route)
        except NoReverseMatch:
            continue
        found.append({"label": item.label, "address": address, "area": item.area})
    return found

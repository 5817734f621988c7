"""Does whoever is signed in look for themselves, or ask an officer?"""

from accounts.sign_in.requests import Asked
from tenants.codes import Permission, Role
from tenants.queries import current_pack
from web.access import holding
from web.middleware import held_roles


def looks(request: Asked) -> bool:
    """Whether one of their roles checks; an elected member's does where the pack says."""
    checking = held_roles(request) & holding(Permission.CHECK)
    if checking == {Role.ELECTED_MEMBER}:
        return current_pack(request.organisation).members_look
    return bool(checking)

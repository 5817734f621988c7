"""May a visitor to the demonstration be this person with one click?"""

from django.conf import settings

from accounts import queries
from accounts.models import User


LOOPBACK = frozenset({"127.0.0.1", "::1"})


class NotADemonstration(Exception):
    """One-click sign-in exists only in a demonstration on this machine."""


def persona(*, email: str, remote_address: str, host: str) -> User:
    """The person to become. Refused outside a demonstration on loopback.

    Both ends must be this machine: the address that connects, and the name it used.
    """
    name = host.rpartition(":")[0] if ":" in host.strip("[]") else host
    local = name == "localhost" or name.endswith(".localhost") or name in LOOPBACK
    if not settings.DEMO or remote_address not in LOOPBACK or not local:
        raise NotADemonstration(NotADemonstration.__doc__)
    user = queries.by_email(email)
    if user is None:
        raise queries.NoSuchPerson(queries.NoSuchPerson.__doc__)
    return user

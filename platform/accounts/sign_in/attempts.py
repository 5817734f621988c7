"""Who is trying to sign in, and from where, as failed attempts are counted?"""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The address that was tried, whether or not it is anybody's."""
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(tried).strip().lower()[:255]


def address(request: HttpRequest) -> str:
    """The address that connected, through as many proxies as are trusted."""
    return str(get_adapter(request).get_client_ip(request))


def in_the_log(*_: object) -> str:
    """What a log line says of who tried: nothing that names them or their machine."""
    return "somebody"

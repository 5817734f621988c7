"""May this person open this page, and what must every answer carry?"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone

from accounts.actions import attempts
from accounts.actions.attempts import Attempt
from accounts.queries import NoSuchPerson
from accounts.queries.administering import NotAdministrator
from accounts.sign_in.requests import Asked
from register import refusals as register
from sharing import errors as sharing
from tenants.codes import MAY_COUNTERSIGN, MAY_DECIDE, Role
from tenants.queries import current_pack
from web.access import Access, may_open, rule_for
from web.errors import forbidden, not_found
from web.headers import PERMISSIONS_POLICY
from web.known import must_be_known


NAMED_BY_PACKS = MAY_DECIDE | MAY_COUNTERSIGN
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_FOUND = (register.NotFound, sharing.NotFound, NoSuchPerson)
NOT_PERMITTED = (register.NotPermitted, sharing.NotAllowed, NotAdministrator)


class PageMiddleware:
    """Refuse by default; keep every page out of caches."""

    def __init__(self, get_response: Callable[[Asked], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    def process_view(
        self,
        request: Asked,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        keywords: dict[str, Any],
    ) -> HttpResponse | None:
        """Let the request through, send it to sign in, or refuse it."""
        del view, arguments
        rule = rule_for(route_of(request))
        if rule in {Access.ANYONE, Access.SHOWN_CREDENTIAL}:
            return None
        signed_in = is_signed_in(request)
        if rule is not None and not signed_in:
            return sign_in_first(request)
        if may_open(rule, signed_in=signed_in, roles=held_roles(request)):
            return about_something(request, keywords)
        if request.method not in SAFE:
            note_attempt(request, keywords)
        raise PermissionDenied

    def process_exception(
        self, request: Asked, exception: Exception
    ) -> HttpResponse | None:
        """Answer a refusal from further in as the page it is."""
        if isinstance(exception, NOT_FOUND):
            return not_found(request)
        if isinstance(exception, NOT_PERMITTED):
            return forbidden(request)
        return None


def about_something(request: Asked, keywords: dict[str, Any]) -> HttpResponse | None:
    """Answer 404 to whoever opens a form about nothing they may see."""
    try:
        must_be_known(request, route_of(request), keywords)
    except NOT_FOUND:
        return not_found(request)
    except NOT_PERMITTED:
        return forbidden(request)
    return None


def note_attempt(request: Asked, keywords: dict[str, Any]) -> None:
    """Somebody signed in sent a form of a page that is not theirs: on record."""
    attempts.write(
        Attempt(
            step=route_of(request),
            subject=str(keywords.get("reference", "")),
            by=request.user,
            at=timezone.now(),
        )
    )


def route_of(request: Asked) -> str:
    """Return the full name of the route asked for, empty when it has none."""
    match = request.resolver_match
    return match.view_name if match else ""


def is_signed_in(request: Asked) -> bool:
    """Say whether somebody has finished signing in.

    The shared asker row is asked first: it costs no query in the organisation's
    own schema.
    """
    if getattr(request, "asker", None):
        return True
    return request.user.is_authenticated


def held_roles(request: Asked) -> frozenset[Role]:
    """Return the roles held today, as signing in left them on the request, and those
    whose pages the pack opens to them: whoever decides or countersigns here."""
    found: frozenset[Role] | None = getattr(request, "acting_roles", None)
    if found is None:
        held = frozenset(getattr(request, "roles", frozenset()))
        found = held | stands_in_for(held, request)
        request.acting_roles = found
    return found


def stands_in_for(held: frozenset[Role], request: Asked) -> frozenset[Role]:
    """Return the roles whose pages somebody takes over under the pack in force."""
    pages = set[Role]()
    if not held & NAMED_BY_PACKS:
        return frozenset()
    pack = current_pack(request.organisation)
    if held & pack.deciding_roles:
        pages.add(Role.DECISION_OFFICER)
    if held & pack.countersigning_roles:
        pages.add(Role.HEAD_OF_SERVICE)
    return frozenset(pages)


def sign_in_first(request: Asked) -> HttpResponse:
    """Send somebody to sign in, and back here when the address may be repeated."""
    target = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(target, settings.LOGIN_URL)

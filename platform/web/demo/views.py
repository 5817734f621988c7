"""Where does a newcomer to the demonstration begin?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sharing.queries import circulation
from web.answers import see
from web.demo.personas import hosts, read_demo
from web.demo.trying import things_to_try
from web.headers import CONTENT_SECURITY_POLICY


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Show the index of the demonstration; elsewhere, the organisations."""
    if not settings.DEMO:
        return see("organisations:list")
    found = hosts(read_demo())
    page = {
        "hosts": found,
        "try": things_to_try(found),
        "mail": settings.MAIL_PAGE_URL,
    }
    response = render(request, "demo/index.html", page)
    # One click signs in on another host: only this page may post there.
    response._csp_config = {  # type: ignore[attr-defined]
        **CONTENT_SECURITY_POLICY,
        "form-action": ["'self'", *(host.origin for host in found)],
    }
    return response


@require_GET
def clift(request: HttpRequest) -> HttpResponse:
    """Put the circulation of a well-known case to the gate, as it stands now."""
    if not settings.DEMO:
        return see("organisations:list")
    told = circulation.replay(today=timezone.localdate())
    page = {"departments": told, "permitted": sum(one.permitted for one in told)}
    return render(request, "demo/clift.html", page)

"""Where does a newcomer to the demonstration begin?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sharing.queries import circulation
from web.answers import see
from web.demo.personas import hosts, read_demo
from web.headers import CONTENT_SECURITY_POLICY


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Show the index of the demonstration; elsewhere, the organisations."""
    if not settings.DEMO:
        return see("organisations:list")
    found = hosts(read_demo())
    page = {"hosts": found, "try": THINGS_TO_TRY, "mail": settings.MAIL_PAGE_URL}
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


THINGS_TO_TRY: tuple[dict[str, str], ...] = (
    {
        "title": "Check before a visit",
        "how": (
            "Be Tom Ashdown, a visiting officer of Eastmere, on a phone and look up "
            "105 Chapel Street, ZX2 3JE. Then be Leah Fosse, whose team never meets the public."
        ),
    },
    {
        "title": "Report, countersign, decide",
        "how": (
            "Report an incident as a reporting employee, countersign it as the head of "
            "service, decide as the decision officer, and read the letter."
        ),
    },
    {
        "title": "Share with one partner",
        "how": (
            "As Eastmere's sharing officer open an entry, see who would see it, and "
            "release it to Harbour Homes. Then check as Harbour Homes' officer."
        ),
    },
    {
        "title": "See a partner refused",
        "how": (
            "Brightfix Repairs' insurance has lapsed, so its check says it cannot tell. "
            "Greenways Grounds cuts grass, so no agreement can be put in force."
        ),
    },
    {
        "title": "Suspend an agreement",
        "how": (
            "As the platform administrator suspend an agreement, then check again as "
            "the partner. The administrator can never see an entry."
        ),
    },
    {
        "title": "Sign the next version",
        "how": (
            "As Harbour Homes' signatory read in words what version 2 changes, and sign "
            "it. The version in force answers until its day."
        ),
    },
    {
        "title": "Take a warning back",
        "how": (
            "Hartley Roofing comes as a guest and was shown two warnings that were taken "
            "back. As its officer say what was done with them. Eastmere sees it."
        ),
    },
    {
        "title": "Question a partner's work",
        "how": (
            "As Eastmere's sharing officer read what partners say they do. Brightfix has "
            "not said how it checks gas: its signatory can answer."
        ),
    },
    {
        "title": "Share the other way, and open an extract once",
        "how": (
            "Harbour Homes shares its own register with the council. As Eastmere's "
            "partner's signatory open its agreement, then Extracts: the link opens once."
        ),
    },
    {
        "title": "Bring in an old register",
        "how": "As Torley's health and safety adviser import a spreadsheet.",
    },
)

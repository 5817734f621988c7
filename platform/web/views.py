"""What do all pages share that is not a page?"""

import json
import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from tenants.brand import readable
from web.headers import CONTENT_SECURITY_POLICY


logger = logging.getLogger(__name__)


@require_GET
def brand(request: HttpRequest) -> HttpResponse:
    """The organisation's one colour, as a style sheet: pages carry no inline style."""
    organisation = getattr(request, "organisation", None)
    colour = readable(getattr(organisation, "brand_colour", ""))
    sheet = f":root{{--heed-brand:{colour}}}\n"
    answer = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


@csrf_exempt
@require_POST
def csp_reports(request: HttpRequest) -> HttpResponse:
    """Log that a browser refused to load something, and which directive refused it.

    The rest of a report may hold an address of a page and is dropped.
    """
    logger.warning("csp_report directive=%s", directive_in(request.body))
    return HttpResponse(status=204)


def directive_in(body: bytes) -> str:
    """Return the directive a report names, or 'unknown' for anything else."""
    try:
        report = json.loads(body)["csp-report"]
        directive = str(report["effective-directive"])
    except (ValueError, LookupError, TypeError):
        return "unknown"
    return directive if directive in CONTENT_SECURITY_POLICY else "unknown"


@require_POST
def keep_signed_in(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the session's idle clock starts again."""
    request.session.modified = True
    return HttpResponse(status=204)

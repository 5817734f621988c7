"""What do all pages share that is not a page?"""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from web.brand import readable


REPORTS_SEEN = "csp-reports-seen"


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
    """Count what a browser refused to load; its contents are not kept.

    A report may hold an address and so is never logged.
    """
    del request
    cache.add(REPORTS_SEEN, 0, timeout=None)
    cache.incr(REPORTS_SEEN)
    return HttpResponse(status=204)


@require_POST
def keep_signed_in(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the session's idle clock starts again."""
    request.session.modified = True
    return HttpResponse(status=204)

"""What must somebody know before a visit?"""

from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.queries import why_not_answered
from accounts.sign_in.requests import Asked
from sharing import check as checks
from sharing.queries.received import works_received
from tenants.codes import Activity, OrganisationKind
from web.answers import see
from web.check.forms import CheckForm
from web.check.shown import shown_answer, shown_check
from web.errors import cannot_check, not_found
from web.members.looking import looks
from web.middleware import sign_in_first


REMEMBERED_DAYS = 90
REMEMBERED = {"heed_purpose": "purpose", "heed_activity": "activity"}


def blank_form(request: Asked) -> CheckForm:
    """Return the form with the purpose and work that were chosen last time."""
    initial = {
        field: request.COOKIES.get(cookie, "") for cookie, field in REMEMBERED.items()
    }
    return CheckForm(initial=initial, works=works_asked(request))


def works_asked(request: Asked) -> tuple[Activity, ...]:
    """The kinds of work to choose from, none where nobody need say.

    Whoever works for a council says at what. A council is asked only for what partners
    share with it: their registers cannot answer a check that names no work.
    """
    if request.organisation.kind == OrganisationKind.COUNCIL:
        return works_received()
    return tuple(Activity)


@require_http_methods(["GET", "POST"])
def start(request: Asked) -> HttpResponse:
    if not looks(request):
        return see("members:mine")
    if request.method == "GET":
        today = timezone.localdate()
        stopped = why_not_answered(request.user, on=today)
        page = {"form": blank_form(request), "stopped": stopped}
        return render(request, "check/start.html", page)
    form = CheckForm(request.POST, works=works_asked(request))
    if not form.is_valid():
        more_open = bool(set(form.errors) & set(form.more_fields))
        page = {"form": form, "more_open": more_open}
        return render(request, "check/start.html", page, status=422)
    try:
        answered = checks.check(
            organisation=request.organisation,
            asker_digest=request.asker_digest or b"",
            request=form.asked(),
            at=timezone.now(),
        )
    except checks.BadRequest as refusal:
        for name, sentence in refusal.errors.items():
            form.add_error(name if name in form.fields else "postcode", sentence)
        return render(request, "check/start.html", {"form": form}, status=422)
    except checks.NotSignedIn:
        return sign_in_first(request)
    except checks.NotRecorded:
        return cannot_check(request)
    return remember(see("check:answer", check_id=answered.id), form)


def remember(response: HttpResponse, form: Form) -> HttpResponse:
    """Keep the purpose and the work, two codes, for the next check."""
    for cookie, field in REMEMBERED.items():
        value = form.cleaned_data.get(field)
        if value:
            response.set_cookie(
                cookie,
                value,
                max_age=REMEMBERED_DAYS * 24 * 3600,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


@require_GET
def answer(request: Asked, check_id: UUID) -> HttpResponse:
    return opened(request, check_id, "check/answer.html")


def opened(request: Asked, check_id: UUID, template: str) -> HttpResponse:
    """Decide the stored check again, which is recorded, and show it."""
    try:
        answered = checks.again(
            organisation=request.organisation,
            asker_digest=request.asker_digest or b"",
            check_id=check_id,
            at=timezone.now(),
        )
    except checks.Stale:
        return render(request, "check/stale.html", status=410)
    except checks.NotYours:
        return not_found(request)
    except checks.NotSignedIn:
        return sign_in_first(request)
    except checks.NotRecorded:
        return cannot_check(request)
    return render(request, template, {"answer": shown_answer(answered)})


@require_GET
def why(request: Asked, check_id: UUID) -> HttpResponse:
    """Say how the answer came about: what matched, which registers, until when."""
    return opened(request, check_id, "check/why.html")


@require_GET
def mine(request: Asked) -> HttpResponse:
    found = checks.mine(
        organisation=request.organisation,
        asker_digest=request.asker_digest or b"",
        at=timezone.now(),
    )
    page = {"checks": [shown_check(check) for check in found]}
    return render(request, "check/mine.html", page)

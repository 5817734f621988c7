"""What must somebody know before each visit of a day?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from sharing import check as checks
from sharing.check import batches
from sharing.check.batches.rounds import BadRound, ask_for_round
from web.answers import see
from web.check.views import REMEMBERED, remember, works_asked
from web.errors import cannot_check, not_found
from web.middleware import sign_in_first
from web.rounds.forms import RoundForm
from web.rounds.shown import visit_of


VISITS = 100


@require_http_methods(["GET", "POST"])
def start(request: Asked) -> HttpResponse:
    """Take the visits of a day; list the rounds that can still be opened."""
    if request.method == "GET":
        remembered = {
            field: request.COOKIES.get(cookie, "")
            for cookie, field in REMEMBERED.items()
        }
        form = RoundForm(initial=remembered, works=works_asked(request))
        return _page(request, form)
    form = RoundForm(
        request.POST,
        request.FILES,
        works=works_asked(request),
        sent_bytes=int(request.META.get("CONTENT_LENGTH") or 0),
    )
    if not form.is_valid():
        return _page(request, form, status=422)
    return _asked(request, form)


def _asked(request: Asked, form: RoundForm) -> HttpResponse:
    try:
        batch_id = ask_for_round(
            organisation=request.organisation,
            asker_digest=request.asker_digest or b"",
            data=form.data_sent(),
            common=form.common(),
            at=timezone.now(),
        )
    except BadRound as refusal:
        given = "file" if form.cleaned_data["file"] else "pasted"
        form.add_error(given, str(refusal))
        return _page(request, form, status=422)
    except checks.NotSignedIn:
        return sign_in_first(request)
    except checks.NotRecorded:
        return cannot_check(request)
    return remember(see("rounds:round", batch_id=batch_id), form)


def _page(request: Asked, form: RoundForm, *, status: int = 200) -> HttpResponse:
    try:
        mine = batches.mine(
            organisation=request.organisation,
            asker_digest=request.asker_digest or b"",
            at=timezone.now(),
        )
    except checks.NotSignedIn:
        return sign_in_first(request)
    except checks.NotRecorded:
        return cannot_check(request)
    page = {"form": form, "rounds": mine, "area": "rounds"}
    return render(request, "rounds/start.html", page, status=status)


@require_GET
def answers(request: Asked, batch_id: UUID) -> HttpResponse:
    """How far it has come; once all are answered, what to do before each visit."""
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() else 1
    first = (min(max(page, 1), 1_000) - 1) * VISITS
    try:
        found = batches.read(
            organisation=request.organisation,
            asker_digest=request.asker_digest or b"",
            batch_id=batch_id,
            at=timezone.now(),
            first=first,
            most=VISITS,
            once_ended=True,
        )
    except checks.Stale:
        return render(request, "check/stale.html", status=410)
    except checks.NotYours:
        return not_found(request)
    except checks.NotSignedIn:
        return sign_in_first(request)
    except checks.NotRecorded:
        return cannot_check(request)
    visits = [visit_of(row) for row in found.rows]
    shown = {
        "batch": found.batch,
        "visits": visits,
        "warned": [visit for visit in visits if visit.is_hit],
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if found.following is not None else None,
        "area": "rounds",
    }
    return render(request, "rounds/round.html", shown)

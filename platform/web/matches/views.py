"""Are these two records of one person or place? Somebody decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import match_looks, merges
from register.queries.matches import merge_for
from web.answers import ask, see
from web.check.shown import in_words
from web.matches.forms import PairForm, UndoForm


AREA = "matches"


@require_GET
def every(request: Asked) -> HttpResponse:
    """What waits for a decision, and what can still be undone."""
    page = match_looks.open_matches(by=request.user, at=timezone.now())
    shown = {
        "pairs": [(pair, in_words(pair.matched_on)) for pair in page.pairs],
        "merges": page.merges,
        "more": page.more,
        "area": AREA,
    }
    return render(request, "matches/list.html", shown)


@require_http_methods(["GET", "POST"])
def pair(request: Asked, pair_id: UUID) -> HttpResponse:
    """Two records side by side; one button makes them one, the other keeps them two."""
    at = timezone.now()
    page = match_looks.open_pair(pair_id=pair_id, by=request.user, at=at)
    form = PairForm(request.POST or None, page=page)

    def do(form: PairForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        if request.POST.get("do") == "apart":
            merges.keep_apart(pair_id=pair_id, reason=reason, by=request.user, at=at)
        else:
            merges.merge(
                pair_id=pair_id,
                keep=form.kept(),
                of_other=form.of_other(),
                reason=reason,
                by=request.user,
                at=at,
            )
        return see("matches:list")

    shown = {
        "page": page,
        "sides": (page.one, page.other),
        "matched_on": in_words(page.matched_on),
        "area": AREA,
    }
    return ask(request, form, do, shown, "matches/pair.html")


@require_http_methods(["GET", "POST"])
def undo(request: Asked, merge_id: UUID) -> HttpResponse:
    """Part two records again, exactly as they were."""
    made = merge_for(merge_id)

    def do(form: UndoForm) -> HttpResponse:
        merges.undo(
            merge_id=merge_id,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return see("matches:list")

    page = {
        "heading": "Undo this merge",
        "caption": f"Made {timezone.localtime(made.made_at):%-d %B %Y} by {made.made_by}",
        "button": "Part the two records again",
        "area": AREA,
        "back": reverse("matches:list"),
    }
    return ask(request, UndoForm(request.POST or None), do, page)

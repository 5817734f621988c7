"""Which texts are ready to start from?"""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from documents.texts import Text
from sharing.actions import texts
from sharing.queries import ready_made
from web.answers import attachment


TITLES = {
    ready_made.PRIVACY_NOTICE: "Privacy notice, from your policy and the agreements in force",
    ready_made.APPEAL_LEAFLET: "Leaflet on how to appeal, from your policy",
}
WRITERS: dict[str, Callable[..., Text]] = {
    ready_made.PRIVACY_NOTICE: ready_made.notice_for,
    ready_made.APPEAL_LEAFLET: ready_made.leaflet_for,
}


@require_GET
def index(request: Asked) -> HttpResponse:
    found = ready_made.texts_for(request.user, at=timezone.now())
    page = {"texts": [(which, TITLES[which]) for which in found]}
    return render(request, "texts/list.html", page)


@require_GET
def text(request: Asked, which: str) -> HttpResponse:
    page = {
        "text": _written(request, which, at=timezone.now()),
        "back": reverse("texts:list"),
        "pdf": reverse("texts:pdf", args=[which]),
    }
    return render(request, "texts/text.html", page)


@require_GET
def pdf(request: Asked, which: str) -> HttpResponse:
    now = timezone.now()
    content = texts.give_out(
        _written(request, which, at=now),
        which=which,
        about=None,
        by=request.user,
        at=now,
    )
    return attachment(content, content_type="application/pdf", name=f"{which}.pdf")


def _written(request: Asked, which: str, *, at: datetime) -> Text:
    if which not in WRITERS:
        raise Http404
    return WRITERS[which](request.user, at=at)

"""Which texts are ready to start from?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from sharing.actions import texts
from sharing.queries import ready_made
from web.answers import attachment


@require_GET
def index(request: Asked) -> HttpResponse:
    found = ready_made.texts_for(request.user, at=timezone.now())
    return render(request, "texts/list.html", {"texts": found})


@require_GET
def text(request: Asked, which: str) -> HttpResponse:
    page = {
        "text": ready_made.text_for(request.user, which, at=timezone.now()),
        "back": reverse("texts:list"),
        "pdf": reverse("texts:pdf", args=[which]),
    }
    return render(request, "texts/text.html", page)


@require_GET
def pdf(request: Asked, which: str) -> HttpResponse:
    now = timezone.now()
    content = texts.give_out(
        ready_made.text_for(request.user, which, at=now),
        which=which,
        about=None,
        by=request.user,
        at=now,
    )
    return attachment(content, content_type="application/pdf", name=f"{which}.pdf")

"""Is the person told now, and where does a letter go that had nowhere to go?"""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import letters, retests
from web.answers import ask, see
from web.notices.forms import AddressForm, RetestForm


@require_http_methods(["GET", "POST"])
def retest(request: Asked, reference: str) -> HttpResponse:
    form = RetestForm(request.POST or None)
    at = timezone.now()

    def do(form: RetestForm) -> HttpResponse:
        _retest(request, reference, form, at=at)
        return see("register:entry", reference=reference)

    page = {
        "heading": "Is it still right not to tell the person?",
        "caption": f"Entry {reference}",
        "back": reverse("register:entry", args=[reference]),
        "button": "Record my decision",
    }
    return ask(
        request,
        form,
        do,
        page,
        "notices/retest.html",
        done="Your decision is recorded.",
    )


def _retest(
    request: Asked, reference: str, form: RetestForm, *, at: datetime
) -> object:
    given = form.cleaned_data
    named = {"reference": reference, "reason": given["reason"]}
    if given["tell"] == "now":
        return retests.tell_now(**named, by=request.user, at=at)
    return retests.still_not(
        **named, retest_on=given["retest_on"], by=request.user, at=at
    )


@require_http_methods(["GET", "POST"])
def address(request: Asked, reference: str, notice_id: UUID) -> HttpResponse:
    form = AddressForm(request.POST or None)

    def do(form: AddressForm) -> HttpResponse:
        letters.address(
            notice_id=notice_id,
            **form.address(),
            by=request.user,
            at=timezone.now(),
        )
        return see("register:entry", reference=reference)

    page = {
        "heading": "Where is the letter to go?",
        "caption": f"Entry {reference}",
        "back": reverse("register:entry", args=[reference]),
        "button": "Send it there",
    }
    return ask(
        request,
        form,
        do,
        page,
        done="The letter is made again and sent to this address.",
    )

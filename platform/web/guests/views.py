"""How does a contractor without staff in the system come in?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actions import organisations
from accounts.sign_in.requests import Asked
from tenants import guests
from tenants.asked_for import NotLikeThat
from tenants.onboarding import NotAsked
from web.answers import put_on, see
from web.guests.forms import GuestForm


@require_http_methods(["GET", "POST"])
def open_guest(request: Asked) -> HttpResponse:
    """Ask what must be known; the worker that may make schemas does the rest."""
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening = organisations.open_guest(
                **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except NotLikeThat as refusal:
            put_on(form, refusal)
        except NotAsked as refusal:
            form.add_error("slug", str(refusal))
        else:
            return see("organisations:opening", opening_id=opening)
    page = {
        "form": form,
        "heading": "Open a guest organisation",
        "before": (
            f"For a contractor without staff in the system: up to {guests.MOST_PEOPLE} "
            "named people who check before a visit. It keeps no register and no program "
            "may check in its name. Agreement, indemnity and activity are asked for as "
            "of any partner."
        ),
        "back": reverse("organisations:list"),
        "button": "Open it",
    }
    return render(
        request, "agreements/step.html", page, status=422 if form.errors else 200
    )

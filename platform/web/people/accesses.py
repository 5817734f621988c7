"""Who may look, where the policy pack asks for an access form first?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import queries
from accounts.actions import accesses
from accounts.actions.accesses import AccessError
from accounts.sign_in.requests import Asked
from web.answers import ask, see
from web.people.answering import sent
from web.people.forms import AccessForm
from web.people.views import line


@require_GET
def everybody(request: Asked) -> HttpResponse:
    """Everybody who may look, and until when their access counts."""
    today = timezone.localdate()
    rules = queries.pack(today)
    page = {
        "gate": rules.access_gate,
        "may_give": queries.gives_access(request.roles, rules),
        "people": queries.looking(on=today),
        "today": today,
    }
    return render(request, "people/accesses.html", page)


@require_http_methods(["GET", "POST"])
def give(request: Asked, person_id: UUID) -> HttpResponse:
    """Record the form and let the person look."""
    found = line(person_id)

    def do(form: AccessForm) -> HttpResponse:
        accesses.give_access(
            user=queries.user_for(person_id),
            form_reference=form.cleaned_data["form_reference"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"{found.full_name} may look.")
        return see("people:accesses")

    page = {
        "heading": "Give access",
        "caption": found.full_name,
        "button": "Give access",
        "back": reverse("people:accesses"),
    }
    return ask(request, AccessForm(sent(request)), do, page)


@require_POST
def end(request: Asked, person_id: UUID) -> HttpResponse:
    """Take access back now."""
    try:
        accesses.end_access(
            user=queries.user_for(person_id), by=request.user, at=timezone.now()
        )
    except AccessError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The access has ended.")
    return see("people:accesses")

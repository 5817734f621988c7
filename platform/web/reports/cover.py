"""Who stands in for the countersigner on one report?"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import NoSuchPerson
from accounts.sign_in.requests import Asked
from register.actions import cover as covers
from register.queries.cover import CoverPage, cover_of
from register.refusals import NotFound, Refused
from web.answers import see


class CoverForm(forms.Form):
    officer = forms.ChoiceField(
        label="Who is to stand in?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who is to stand in.",
            "invalid_choice": "Choose a cover officer from the list.",
        },
    )

    def __init__(self, *given: Any, page: CoverPage, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [(str(one.id), one.name) for one in page.others]


@require_http_methods(["GET", "POST"])
def cover(request: Asked, reference: str) -> HttpResponse:
    """Show who stands in, and let one more do so."""
    found = cover_of(request.user, reference, on=timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = CoverForm(sent, page=found)
    if request.method == "POST" and form.is_valid():
        try:
            person = covers.give(
                reference=reference,
                officer=UUID(form.cleaned_data["officer"]),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            for sentence in refusal.sentences:
                form.add_error("officer", sentence)
        else:
            messages.success(request, f"{person.full_name} may countersign it now.")
            return see("reports:cover", reference=reference)
    page = {
        "found": found,
        "form": form,
        "back": reverse("reports:report", args=[reference]),
    }
    return render(
        request, "reports/cover.html", page, status=422 if form.errors else 200
    )


@require_POST
def end(request: Asked, reference: str, person_id: UUID) -> HttpResponse:
    """Let somebody stand in no more."""
    try:
        person = covers.take(
            reference=reference, officer=person_id, by=request.user, at=timezone.now()
        )
    except (Refused, NoSuchPerson) as refusal:
        raise NotFound("There is no such person on this report.") from refusal
    messages.success(request, f"{person.full_name} does not stand in any more.")
    return see("reports:cover", reference=reference)

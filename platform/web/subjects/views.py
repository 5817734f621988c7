"""Who or what is an entry about, and what changes when they move?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.actions import associations, match_looks, moving
from register.states import AssociationKind
from tenants.codes import Permission
from tenants.queries import current_pack
from web.access import holding
from web.answers import ask, see
from web.subjects.forms import AssociateForm, ChangeForm, EndForm, MovedForm


@require_GET
def subject(request: Asked, reference: str) -> HttpResponse:
    found = match_looks.open_subject(
        reference=reference, by=request.user, at=timezone.now()
    )
    page = {
        "subject": found,
        "may_change": bool(request.roles & holding(Permission.REVIEW_REGISTER)),
        "may_move": bool(request.roles & holding(Permission.DECIDE)),
        "area": "register",
    }
    return render(request, "subjects/subject.html", page)


@require_http_methods(["GET", "POST"])
def change(request: Asked, reference: str) -> HttpResponse:
    """Other names, vehicles and animals."""
    at = timezone.now()
    found = match_looks.open_subject(reference=reference, by=request.user, at=at)

    def do(form: ChangeForm) -> HttpResponse:
        associations.change_subject(
            reference=reference,
            aliases=form.lines("aliases"),
            vehicles=form.pairs("vehicles", first="registration"),
            animals=form.pairs("animals", first="kind"),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        )
        return see("subjects:subject", reference=reference)

    form = ChangeForm(request.POST or None, initial=ChangeForm.of(found))
    form.follow(current_pack(request.organisation).for_panel(found.panel))
    return ask(
        request, form, do, _page(reference, found.title, "Names, vehicles, animals")
    )


@require_http_methods(["GET", "POST"])
def associate(request: Asked, reference: str) -> HttpResponse:
    """Put this entry together with another."""

    def do(form: AssociateForm) -> HttpResponse:
        associations.associate(
            reference=reference,
            other_reference=form.cleaned_data["other_reference"].strip().upper(),
            kind=AssociationKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return see("subjects:subject", reference=reference)

    page = _page(reference, reference, "Put together with another entry")
    return ask(request, AssociateForm(request.POST or None), do, page)


@require_http_methods(["GET", "POST"])
def end(request: Asked, reference: str, association_id: UUID) -> HttpResponse:
    """Say that two entries belong together no longer."""

    def do(form: EndForm) -> HttpResponse:
        associations.end_association(
            association_id=association_id,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return see("subjects:subject", reference=reference)

    page = _page(reference, reference, "These two do not belong together")
    return ask(request, EndForm(request.POST or None), do, page)


@require_http_methods(["GET", "POST"])
def moved(request: Asked, reference: str) -> HttpResponse:
    """Somebody moved: each of their live entries follows, stays, or both."""
    at = timezone.now()
    found = match_looks.open_subject(reference=reference, by=request.user, at=at)

    def do(form: MovedForm) -> HttpResponse:
        moving.move(
            reference=reference,
            came_to=form.new_place(),
            moved_on=form.cleaned_data["moved_on"],
            choices=form.choices(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        )
        return see("subjects:subject", reference=reference)

    form = MovedForm(request.POST or None, page=found)
    page = _page(reference, found.title, "They have moved")
    return ask(request, form, do, page, "subjects/moved.html")


def _page(reference: str, caption: str, heading: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "caption": caption,
        "button": "Save",
        "area": "register",
        "back": reverse("subjects:subject", args=[reference]),
    }

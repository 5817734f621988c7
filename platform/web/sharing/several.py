"""Which of several entries go to one partner, each with its own reason?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from sharing.actions import audiences, release_looks
from sharing.errors import SharingError
from sharing.queries import bulk
from sharing.queries.bulk import BulkPage
from web.answers import see
from web.sharing.forms import BulkForm
from web.steps import answers_of, forget, keep


@require_GET
def partners(request: Asked) -> HttpResponse:
    """To which partner, for which work?"""
    found = bulk.destinations(request.user, at=timezone.now())
    return render(request, "sharing/destinations.html", {"destinations": found})


@require_http_methods(["GET", "POST"])
def choose(request: Asked, agreement_id: UUID, activity: str) -> HttpResponse:
    """List the entries that could go there, with what the gate says of each."""
    number = page_number(request)
    found = open_page(request, agreement_id, activity, number)
    form = form_over(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keep(request, task_of(found), "entries", form.cleaned_data)
        keep(request, task_of(found), "page", {"number": found.page})
        return see(
            "sharing:several-check", agreement_id=agreement_id, activity=activity
        )
    page = {
        "found": found,
        "form": form,
        "refused": refused_of(found),
    }
    return render(
        request, "sharing/several.html", page, status=422 if form.errors else 200
    )


@step_up
@require_http_methods(["GET", "POST"])
def check(request: Asked, agreement_id: UUID, activity: str) -> HttpResponse:
    """Stop before sharing; a post releases each, and says what was refused."""
    task = f"several {agreement_id} {activity}"
    kept = answers_of(request, task)
    number = int(kept.get("page", {}).get("number", 1))
    found = open_page(request, agreement_id, activity, number)
    form = form_over(found, kept.get("entries", {}))
    if not form.is_valid():
        return see("sharing:several", agreement_id=agreement_id, activity=activity)
    page: dict[str, Any] = {"found": found, "chosen": form.chosen()}
    if request.method == "POST":
        page["outcomes"], page["refusal"] = release(request, found, form)
        if page["outcomes"]:
            forget(request, task)
            return render(request, "sharing/several_done.html", page)
    status = 422 if page.get("refusal") else 200
    return render(request, "sharing/several_check.html", page, status=status)


def release(request: Asked, found: BulkPage, form: BulkForm) -> tuple[Any, Any]:
    """Release each entry chosen; return what became of each, or why nothing did."""
    try:
        made = audiences.release_many(
            agreement_id=found.destination.agreement_id,
            activity=found.destination.activity,
            entries=form.picks(),
            by=request.user,
            at=timezone.now(),
        )
    except SharingError as refusal:
        return (), refusal.sentences
    return made, ()


def open_page(
    request: Asked, agreement_id: UUID, activity: str, number: int
) -> BulkPage:
    return release_looks.open_bulk(
        agreement_id=agreement_id,
        activity=activity,
        page=number,
        by=request.user,
        at=timezone.now(),
    )


def refused_of(found: BulkPage) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each set of reasons, said once, with the entries that it keeps from going."""
    by_reasons: dict[tuple[str, ...], list[str]] = {}
    for one in found.entries:
        if not one.permitted:
            by_reasons.setdefault(one.reasons, []).append(one.reference)
    return list(by_reasons.items())


def form_over(found: BulkPage, data: Mapping[str, Any] | None) -> BulkForm:
    permitted = [one for one in found.entries if one.permitted]
    return BulkForm(data, entries=permitted)


def task_of(found: BulkPage) -> str:
    where = found.destination
    return f"several {where.agreement_id} {where.activity}"


def page_number(request: Asked) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1

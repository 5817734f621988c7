"""What was found, and what does a person do about it?"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from register.imports.actions import rows
from register.imports.actions.looks.findings import open_findings, open_row
from register.imports.judging.findings import FindingKind
from tenants.codes import Permission, StatementKind
from web.access import holding
from web.answers import ask, see
from web.imports.forms import ConfirmForm, ReasonForm, RowForm


SHOWN: Final = {
    "open": "To be dealt with",
    "warned": "With a warning",
    "ready": "To be imported",
    "out": "Left out",
    "all": "All rows",
}


@require_GET
def findings(request: Asked, batch_id: UUID) -> HttpResponse:
    """The rows, a page at a time. The address names a kind of finding, never a person."""
    show = request.GET.get("show", "open")
    kind = _kind(request.GET.get("kind", ""))
    number = request.GET.get("page", "1")
    found = open_findings(
        batch_id=batch_id,
        kind=kind,
        show=show if show in SHOWN else "open",
        page=int(number) if number.isascii() and number.isdigit() else 1,
        by=request.user,
        at=timezone.now(),
    )
    page = {
        "found": found,
        "kind": kind,
        "show": show,
        "shown": SHOWN,
        "query": f"show={show}&" + (f"kind={kind}&" if kind else ""),
        "may_change": found.batch.changeable
        and bool(request.roles & holding(Permission.IMPORT_REGISTER)),
        "area": "imports",
    }
    return render(request, "imports/findings.html", page)


@require_http_methods(["GET", "POST"])
def one_kind(request: Asked, batch_id: UUID, kind: str) -> HttpResponse:
    """Leave out every row with one kind of finding, or empty their cells."""
    chosen = _kind(kind)
    if chosen is None:
        raise Http404
    clearing = request.GET.get("clear") == "1" and chosen.may_be_cleared

    def do(form: ReasonForm | ConfirmForm) -> HttpResponse:
        by, at = request.user, timezone.now()
        if clearing:
            count = rows.clear_all(batch_id=batch_id, kind=chosen, by=by, at=at)
            messages.success(request, f"The cells of {count} rows were left empty.")
        else:
            count = rows.leave_out_all(
                batch_id=batch_id,
                kind=chosen,
                reason=form.cleaned_data["reason"],
                by=by,
                at=at,
            )
            messages.success(request, f"{count} rows were left out.")
        return see("imports:findings", batch_id=batch_id)

    form = (ConfirmForm if clearing else ReasonForm)(
        request.POST if request.method == "POST" else None
    )
    verb = "Leave these cells empty" if clearing else "Leave these rows out"
    page = {
        "heading": f"{verb}: {chosen.label.lower()}",
        "caption": "Import",
        "button": verb,
        "warning": True,
        "area": "imports",
        "back": reverse("imports:findings", args=[batch_id]),
    }
    return ask(request, form, do, page)


@require_http_methods(["GET", "POST"])
def row(request: Asked, batch_id: UUID, number: int) -> HttpResponse:
    """One row: its cells, what was found, and boxes to put it right."""
    found = open_row(
        batch_id=batch_id, number=number, by=request.user, at=timezone.now()
    )

    def do(form: RowForm) -> HttpResponse:
        kind = form.cleaned_data["statement"]
        changed = rows.correct(
            batch_id=batch_id,
            number=number,
            texts=form.texts(),
            statement=StatementKind(kind) if kind else None,
            clear_formulas=bool(form.cleaned_data.get("clear_formulas")),
            by=request.user,
            at=timezone.now(),
        )
        if changed.blocked or found.next_number is None:
            messages.success(request, f"Row {number} was changed.")
            return see("imports:row", batch_id=batch_id, number=number)
        messages.success(request, f"Row {number} can be imported now.")
        return see("imports:row", batch_id=batch_id, number=found.next_number)

    form = RowForm(request.POST or None, page=found)
    page = {
        "found": found,
        "area": "imports",
        "back": reverse("imports:findings", args=[batch_id]),
    }
    return ask(request, form, do, page, "imports/row.html")


@require_http_methods(["GET", "POST"])
def settle(request: Asked, batch_id: UUID, number: int, step: str) -> HttpResponse:
    """Leave one row out, put it back, or keep it in spite of what was found."""
    if step not in STEPS:
        raise Http404
    heading, button, act = STEPS[step]

    def do(form: ReasonForm | ConfirmForm) -> HttpResponse:
        act(request, batch_id, number, form.cleaned_data.get("reason", ""))
        return see("imports:row", batch_id=batch_id, number=number)

    kind = ConfirmForm if step == "take-back" else ReasonForm
    form = kind(request.POST if request.method == "POST" else None)
    page = {
        "heading": heading.format(number),
        "caption": "Import",
        "button": button,
        "area": "imports",
        "back": reverse("imports:row", args=[batch_id, number]),
    }
    return ask(request, form, do, page)


def _leave_out(request: Asked, batch_id: UUID, number: int, reason: str) -> None:
    rows.leave_out(
        batch_id=batch_id,
        number=number,
        reason=reason,
        by=request.user,
        at=timezone.now(),
    )


def _keep(request: Asked, batch_id: UUID, number: int, reason: str) -> None:
    rows.keep(
        batch_id=batch_id,
        number=number,
        reason=reason,
        by=request.user,
        at=timezone.now(),
    )


def _take_back(request: Asked, batch_id: UUID, number: int, _reason: str) -> None:
    rows.take_back(batch_id=batch_id, number=number, by=request.user, at=timezone.now())


STEPS: Final[dict[str, tuple[str, str, Callable[[Asked, UUID, int, str], None]]]] = {
    "leave-out": ("Leave row {} out", "Leave the row out", _leave_out),
    "take-back": ("Put row {} back in", "Put the row back", _take_back),
    "keep": ("Keep row {} all the same", "Keep the row", _keep),
}


def _kind(text: str) -> FindingKind | None:
    return FindingKind(text) if text in FindingKind.codes() else None

"""May anything leave by mail, and how does somebody open what was made for them?"""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from sharing.actions import extract_asking, extract_opening, extract_routes
from sharing.errors import SharingError
from sharing.queries import extracts
from tenants.codes import Permission
from web.access import holding
from web.answers import ask, attachment, see
from web.extracts.forms import AskForm, ConfirmForm, WayForm


@require_GET
def agreement(request: Asked, agreement_id: UUID) -> HttpResponse:
    page = {
        "found": extracts.extracts_of(request.user, agreement_id, at=timezone.now()),
        "may_sign": bool(request.roles & holding(Permission.SIGN_AGREEMENT)),
        "may_share": bool(request.roles & holding(Permission.SHARE)),
    }
    return render(request, "extracts/agreement.html", page)


@step_up
@require_http_methods(["GET", "POST"])
def propose(request: Asked, agreement_id: UUID) -> HttpResponse:
    """The recipient's signatory says whereto an extract would go."""
    form = WayForm(request.POST or None, request.FILES or None)

    def do() -> None:
        given = form.cleaned_data
        file = given["certificate"]
        extract_routes.propose(
            agreement_id=agreement_id,
            kind=given["kind"],
            address=given["address"],
            certificate=file.read() if file else b"",
            reason=given["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "Named. The other side now confirms it.")

    return asked_for(
        request, agreement_id, form, do, "Name a way for extracts", "Name it"
    )


@step_up
@require_http_methods(["GET", "POST"])
def confirm(request: Asked, agreement_id: UUID, route_id: UUID) -> HttpResponse:
    """The sharing officer types the fingerprint as it was read out."""
    found = extracts.extracts_of(request.user, agreement_id, at=timezone.now())
    kind = found.route.kind if found.route else None
    form = ConfirmForm(request.POST or None, kind=kind)

    def do() -> None:
        extract_routes.confirm(
            route_id=route_id,
            fingerprint=form.cleaned_data.get("fingerprint", ""),
            how=form.cleaned_data["how"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "Confirmed. Extracts may be asked for.")

    return asked_for(request, agreement_id, form, do, "Confirm this way", "Confirm it")


@require_POST
def close(request: Asked, agreement_id: UUID, route_id: UUID) -> HttpResponse:
    """Either side closes the way at once."""
    extract_routes.withdraw(route_id=route_id, by=request.user, at=timezone.now())
    messages.success(request, "Closed. Nothing leaves by it any more.")
    return see("extracts:agreement", agreement_id=agreement_id)


@step_up
@require_http_methods(["GET", "POST"])
def ask_for(request: Asked, agreement_id: UUID) -> HttpResponse:
    """Ask for one extract; a worker makes it and sends it."""
    found = extracts.extracts_of(request.user, agreement_id, at=timezone.now())
    form = AskForm(request.POST or None, page=found)

    def do() -> None:
        extract_asking.ask(
            agreement_id=agreement_id,
            activity=form.cleaned_data["activity"],
            purpose=form.cleaned_data["purpose"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "Asked for. It is judged once more before it goes.")

    return asked_for(
        request, agreement_id, form, do, "Make an extract", "Make and send it"
    )


def asked_for(
    request: Asked,
    agreement_id: UUID,
    form: forms.Form,
    do: Callable[[], None],
    heading: str,
    button: str,
) -> HttpResponse:
    """Ask, take the step, and go back to the agreement's extracts."""

    def step(form: forms.Form) -> HttpResponse:
        del form
        do()
        return see("extracts:agreement", agreement_id=agreement_id)

    page = {
        "heading": heading,
        "button": button,
        "back": reverse("extracts:agreement", args=[agreement_id]),
    }
    return ask(request, form, step, page)


@require_GET
def signer(request: Asked, agreement_id: UUID) -> HttpResponse:
    """The certificate by which the discloser's signature is known."""
    found = extracts.extracts_of(request.user, agreement_id, at=timezone.now())
    if found.route is None or not found.route.signer:
        return see("extracts:agreement", agreement_id=agreement_id)
    return attachment(
        found.route.signer.encode(),
        content_type="application/x-pem-file",
        name="signer.pem",
    )


@require_http_methods(["GET", "POST"])
def extract(request: Asked, extract_id: UUID) -> HttpResponseBase:
    """What became of one extract; a post opens a link, once, after proving again."""
    if request.method == "POST":
        return step_up(open_once)(request, extract_id)
    return shown(request, extract_id)


def open_once(request: Asked, extract_id: UUID) -> HttpResponse:
    try:
        content = extract_opening.open_once(
            extract_id=extract_id,
            asker_digest=request.asker_digest or b"",
            by=request.user,
            at=timezone.now(),
        )
    except SharingError as refusal:
        return shown(request, extract_id, refusal=refusal.sentences)
    return attachment(
        content, content_type="text/csv; charset=utf-8", name="extract.csv"
    )


def shown(
    request: Asked, extract_id: UUID, *, refusal: tuple[str, ...] = ()
) -> HttpResponse:
    now = timezone.now()
    found = extracts.extract_for(request.user, extract_id, at=now)
    page = {
        "extract": found,
        "may_open": found.may_open(now),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "extracts/extract.html", page, status=status)

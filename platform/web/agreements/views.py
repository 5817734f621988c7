"""What have we agreed with whom, where does it stand, and what comes next?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from sharing import draft_templates, queries
from sharing.actions import agreements as agreement_actions
from sharing.actions import attestations
from sharing.errors import SharingError
from sharing.queries.agreement_lines import AgreementPage, AttestationLine
from sharing.signatures import SIGNATURES
from sharing.states import Step
from tenants.codes import OrganisationKind, Permission
from web.access import holding
from web.agreements.forms import FORMS, ApproveForm, DraftForm, ReasonForm
from web.agreements.shown import agreement_page, between, newest_of, of_version
from web.agreements.steps import take, terms_of
from web.agreements.wording import WORDING
from web.answers import put_on, see, seen_in
from web.middleware import held_roles


@require_GET
def index(request: Asked) -> HttpResponse:
    drafts = holding(Permission.SHARE, Permission.SUSPEND_AGREEMENT)
    page = {
        "agreements": sorted(
            queries.agreements(request.user, at=timezone.now()),
            key=lambda row: (row.discloser, row.recipient, row.reference),
        ),
        "may_draft": bool(held_roles(request) & drafts),
        "may_release": bool(held_roles(request) & holding(Permission.SHARE)),
    }
    return render(request, "agreements/list.html", page)


@require_GET
def agreement(request: Asked, agreement_id: UUID) -> HttpResponse:
    """An agreement, as the version that stands or the one that `version` asks for."""
    asked = request.GET.get("version", "")
    found = queries.agreement_for(
        request.user,
        agreement_id,
        at=timezone.now(),
        number=int(asked) if asked.isascii() and asked.isdigit() else None,
    )
    return render(request, "agreements/agreement.html", agreement_page(found))


@require_http_methods(["GET", "POST"])
def draft(request: Asked) -> HttpResponse:
    form = DraftForm(
        request.POST or None,
        partners=queries.partners(request.user),
        names_discloser=request.organisation.kind == OrganisationKind.PLATFORM,
        initial=draft_templates.begun_from(
            request.GET.get("template", ""), today=timezone.localdate()
        ),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = agreement_actions.draft(
                discloser=UUID(given["discloser"]) if given.get("discloser") else None,
                recipient=UUID(given["recipient"]),
                title=given["title"],
                terms=terms_of(given),
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, WORDING[Step.DRAFT].done)
            return see("agreements:agreement", agreement_id=made.agreement_id)
    page = {"form": form, "wording": WORDING[Step.DRAFT], "step": Step.DRAFT.value}
    page["templates"] = draft_templates.choices()
    return answer_form(request, page, back=reverse("agreements:list"))


@require_http_methods(["GET", "POST"])
def step(request: Asked, agreement_id: UUID, step: str) -> HttpResponseBase:
    """Ask what one step needs, take it, and go back to the agreement.

    Whoever binds the organisation proves again who they are. Stopping is never slowed.
    """
    if step not in SLUGS:
        raise Http404
    taken = SLUGS[step]
    view = step_up(_take_step) if taken in SIGNATURES else _take_step
    return view(request, agreement_id, taken)


def _take_step(request: Asked, agreement_id: UUID, taken: Step) -> HttpResponse:
    found = queries.agreement_for(request.user, agreement_id, at=timezone.now())
    form = FORMS[taken](request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            take(
                taken,
                agreement_id=agreement_id,
                given=form.cleaned_data,
                by=request.user,
                at=timezone.now(),
                seen=seen_in(request),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, WORDING[taken].done)
            return see("agreements:agreement", agreement_id=agreement_id)
    page = {"form": form, "wording": WORDING[taken], "caption": between(found)}
    if named := of_version(taken, found):
        page["heading"] = named
    page |= {"step": taken.value, "reads": newest_of(found), "seen": found.seen}
    back = reverse("agreements:agreement", args=[agreement_id])
    return answer_form(request, page, back=back)


SLUGS = {step.value.replace("_", "-"): step for step in FORMS}


@require_http_methods(["GET", "POST"])
def approve(request: Asked, agreement_id: UUID, attestation_id: UUID) -> HttpResponse:
    """The sharing officer stands behind an activity the partner attested."""
    found = queries.agreement_for(request.user, agreement_id, at=timezone.now())
    attested = attested_in(found, attestation_id)
    form = ApproveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            attestations.approve(
                attestation_id=attestation_id, by=request.user, at=timezone.now()
            )
        except SharingError as refusal:
            form.is_valid()
            put_on(form, refusal)
        else:
            messages.success(request, "The activity is approved.")
            return see("agreements:agreement", agreement_id=agreement_id)
    page = {
        "form": form,
        "heading": "Approve this activity",
        "caption": between(found),
        "button": "Approve",
        "attested": [attested],
    }
    back = reverse("agreements:agreement", args=[agreement_id])
    return answer_form(request, page, back=back)


@require_http_methods(["GET", "POST"])
def no_longer(request: Asked, agreement_id: UUID, attestation_id: UUID) -> HttpResponse:
    """Either side says that an activity is not done like this any more."""
    found = queries.agreement_for(request.user, agreement_id, at=timezone.now())
    attested = attested_in(found, attestation_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attestations.withdraw(
                attestation_id=attestation_id,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "It no longer counts. Its answers have stopped.")
            return see("agreements:agreement", agreement_id=agreement_id)
    page = {
        "form": form,
        "heading": f"{attested.activity_label} is no longer done like this",
        "caption": between(found),
        "button": "It no longer holds",
        "before": "Checks for this work stop answering at once, until it is attested "
        "and approved anew.",
        "warning": True,
    }
    back = reverse("agreements:agreement", args=[agreement_id])
    return answer_form(request, page, back=back)


def attested_in(found: AgreementPage, attestation_id: UUID) -> AttestationLine:
    """The activity that the address names, where it is attested under this agreement."""
    for line in found.attestations:
        if line.id == attestation_id:
            return line
    raise Http404


def answer_form(request: Asked, page: dict[str, Any], *, back: str) -> HttpResponse:
    """Show a step's page: its wording unless the page brings its own."""
    wording = page.get("wording")
    worded = (
        {
            "heading": wording.heading,
            "button": wording.button,
            "warning": wording.warning,
        }
        if wording
        else {}
    )
    status = 422 if page["form"].errors else 200
    shown = {**worded, **page, "back": back}
    return render(request, "agreements/step.html", shown, status=status)

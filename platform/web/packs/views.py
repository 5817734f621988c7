"""What is our policy, and what would another one change?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from register.refusals import RegisterError
from register.rehearsal import queries
from register.rehearsal.actions import adopting, rehearsals
from tenants import packs
from tenants.codes import Permission
from web.access import holding
from web.answers import see
from web.middleware import held_roles
from web.packs.forms import AdoptForm, ProposeForm
from web.packs.shown import sections_of, shown


@require_GET
def current(request: Asked) -> HttpResponse:
    """The pack in force, in words, and every version there was."""
    found = queries.policy_page(on=timezone.localdate())
    page = {
        "policy": found,
        "sections": sections_of(found.lines),
        "may_propose": bool(held_roles(request) & holding(Permission.MANAGE_PACK)),
    }
    return render(request, "packs/current.html", page)


@require_GET
def version(request: Asked, number: int) -> HttpResponse:
    """One version: who adopted it, why, and what it changed."""
    try:
        found = queries.version_page(number=number, on=timezone.localdate())
    except queries.NoSuchVersion as error:
        raise Http404(str(error)) from error
    return render(request, "packs/version.html", {"version": found})


@require_http_methods(["GET", "POST"])
def propose(request: Asked) -> HttpResponse:
    """Write or paste a pack; a post rehearses it and changes nothing."""
    policy = queries.policy_page(on=timezone.localdate())
    form = ProposeForm(request.POST or None, initial=_start(request, policy.toml))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = rehearsals.rehearse(
                toml=given["toml"],
                counts_from=given["counts_from"],
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error("toml", sentence)
        else:
            decide = AdoptForm(initial={**given, "after": policy.newest})
            return _rehearsed(request, found, decide)
    page = {
        "form": form,
        "heading": "Propose a policy pack",
        "button": "Rehearse it",
        "back": reverse("packs:current"),
        "names": packs.names(),
    }
    return render(
        request, "packs/propose.html", page, status=422 if form.errors else 200
    )


def _start(request: Asked, toml: str) -> dict[str, object]:
    """The text to begin with: what is in force, or a shipped pack asked for by name."""
    name = request.GET.get("from", "")
    text = packs.shipped(name) if name in packs.names() else toml
    return {"toml": text, "counts_from": timezone.localdate()}


@step_up
@require_POST
def adopt(request: Asked) -> HttpResponse:
    """Record the decision; or say why not, with the rehearsal as it stands now."""
    form = AdoptForm(request.POST)
    given = form.data
    if form.is_valid():
        try:
            adopted = adopting.adopt(
                **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(
                request,
                f"Version {adopted.number} is adopted. It counts from "
                f"{adopted.counts_from:%-d %B %Y}.",
            )
            return see("packs:current")
    try:
        found = rehearsals.rehearse(
            toml=given.get("toml", ""), by=request.user, at=timezone.now()
        )
    except RegisterError:
        return see("packs:propose")
    return _rehearsed(request, found, form)


def _rehearsed(
    request: Asked, found: rehearsals.Rehearsal, form: AdoptForm
) -> HttpResponse:
    page = {"rehearsal": found, "page": shown(found), "form": form}
    return render(
        request, "packs/rehearsal.html", page, status=422 if form.errors else 200
    )

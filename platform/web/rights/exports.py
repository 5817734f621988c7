"""How is the copy of what is held reviewed, sealed and taken out?"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from register.refusals import RegisterError
from rights.actions import copies, exports
from rights.states import Treatment
from web.answers import attachment, put_on, see
from web.rights.forms import LineForm, TakeOutForm
from web.rights.views import form_page


@require_GET
def copy(request: Asked, reference: str) -> HttpResponse:
    page = copies.open_copy(reference=reference, by=request.user, at=timezone.now())
    return render(request, "rights/copy.html", {"copy": page, "form": TakeOutForm()})


@require_POST
def gather(request: Asked, reference: str) -> HttpResponse:
    def act() -> None:
        exports.gather(reference=reference, by=request.user, at=timezone.now())

    done = "Everything held is gathered. Review each line before you seal the copy."
    return _act(request, reference, act, done)


@require_http_methods(["GET", "POST"])
def line(request: Asked, reference: str, number: int) -> HttpResponse:
    """Decide how one line is shown."""
    found = copies.open_line(
        reference=reference, number=number, by=request.user, at=timezone.now()
    )
    initial = {
        "treatment": found.line.treatment,
        "shown": found.line.shown or found.line.held,
        "reason": found.line.reason,
    }
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            exports.change_line(
                reference=reference,
                number=number,
                treatment=Treatment(given["treatment"]),
                shown=given["shown"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "The line is changed.")
            return see("rights:export", reference=reference)
    page = {
        "heading": found.line.label,
        "caption": f"{found.section}, {found.item}",
        "held": found.line.held,
        "button": "Change the line",
        "back": reverse("rights:export", args=[reference]),
    }
    return form_page(request, form, page, template="rights/line.html")


@require_http_methods(["POST"])
def take_out(request: Asked, reference: str) -> HttpResponse:
    """Take a name out of every line."""
    form = TakeOutForm(request.POST)
    if form.is_valid():
        try:
            changed = exports.take_words_out(
                reference=reference,
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            put_on(form, refusal)
        else:
            lines = "line" if changed == 1 else "lines"
            messages.success(request, f"Taken out of {changed} {lines}.")
            return see("rights:export", reference=reference)
    found = copies.open_copy(reference=reference, by=request.user, at=timezone.now())
    return render(
        request, "rights/copy.html", {"copy": found, "form": form}, status=422
    )


@require_http_methods(["GET", "POST"])
@step_up
def seal(request: Asked, reference: str) -> HttpResponse:
    """Stop and think: from here on the file is what the person gets."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            exports.seal(reference=reference, by=request.user, at=timezone.now())
        except RegisterError as refusal:
            form.is_valid()
            put_on(form, refusal)
        else:
            messages.success(request, "The copy is sealed.")
            return see("rights:export", reference=reference)
    return _interrupted(request, reference, form, "rights/seal.html")


@require_http_methods(["GET", "POST"])
@step_up
def download(request: Asked, reference: str) -> HttpResponse:
    """Stop and think before everything about a person leaves the register."""
    if request.method == "POST":
        content, name = copies.download(
            reference=reference, by=request.user, at=timezone.now()
        )
        return attachment(content, content_type="application/zip", name=name)
    return _interrupted(request, reference, forms.Form(), "rights/download.html")


@require_POST
def destroy(request: Asked, reference: str) -> HttpResponse:
    def act() -> None:
        copies.destroy(reference=reference, by=request.user, at=timezone.now())

    return _act(request, reference, act, "The file is destroyed in every version.")


def _interrupted(
    request: Asked, reference: str, form: forms.Form, template: str
) -> HttpResponse:
    found = copies.open_copy(reference=reference, by=request.user, at=timezone.now())
    page = {
        "copy": found,
        "caption": reference,
        "back": reverse("rights:export", args=[reference]),
    }
    return form_page(request, form, page, template=template)


def _act(
    request: Asked, reference: str, act: Callable[[], None], done: str
) -> HttpResponse:
    try:
        act()
    except RegisterError as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
    else:
        messages.success(request, done)
    return see("rights:export", reference=reference)

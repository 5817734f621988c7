"""What does each version say, what differs, and which papers prove it?"""

import itertools
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from documents.texts import Text
from sharing import queries
from sharing.actions import agreements, papers, texts
from sharing.errors import NotFound, SharingError
from sharing.queries import versions
from web.agreements.forms import DraftForm
from web.agreements.steps import terms_of
from web.agreements.views import answer_form
from web.answers import attachment, put_on, see


@require_GET
def difference(request: Asked, agreement_id: UUID) -> HttpResponse:
    """Two versions side by side; without numbers, the newest and the one before."""
    every = versions.numbers_for(request.user, agreement_id, at=timezone.now())
    found = versions.difference_for(
        request.user,
        agreement_id,
        before=_number(request, "before", every[-2] if len(every) > 1 else every[-1]),
        after=_number(request, "after", every[-1]),
        at=timezone.now(),
    )
    page = {
        "difference": found,
        "pairs": list(itertools.pairwise(every)),
        "changes": [change for change in found.changes if change.changed],
        "same": [change.label for change in found.changes if not change.changed],
    }
    return render(request, "versions/difference.html", page)


@require_GET
def text(request: Asked, agreement_id: UUID, number: int, which: str) -> HttpResponse:
    found = versions.text_for(
        request.user, agreement_id, number=number, which=which, at=timezone.now()
    )
    page = {
        "text": found,
        "back": reverse("agreements:agreement", args=[agreement_id]),
        "pdf": reverse("versions:pdf", args=[agreement_id, number, which]),
    }
    return render(request, "texts/text.html", page)


@require_GET
def pdf(request: Asked, agreement_id: UUID, number: int, which: str) -> HttpResponse:
    found: Text = versions.text_for(
        request.user, agreement_id, number=number, which=which, at=timezone.now()
    )
    content = texts.give_out(
        found, which=which, about=agreement_id, by=request.user, at=timezone.now()
    )
    name = f"{found.caption.replace(', ', '-').replace(' ', '-')}-{which}.pdf"
    return attachment(content, content_type="application/pdf", name=name)


@require_GET
def paper(request: Asked, paper_id: UUID) -> HttpResponse:
    """A paper both sides hold, as a download; that it was read is on record."""
    content, kept = papers.open_paper(
        paper_id=paper_id, by=request.user, at=timezone.now()
    )
    return attachment(content, content_type=kept.content_type, name=kept.file_name)


@require_http_methods(["GET", "POST"])
def revise(request: Asked, agreement_id: UUID) -> HttpResponse:
    """Draft the next version, beginning from what stands now."""
    found = queries.agreement_for(request.user, agreement_id, at=timezone.now())
    form = DraftForm(
        request.POST or None,
        initial=asdict(found.terms),
        partners=[],
        names_discloser=False,
    )
    for name in ("recipient", "title"):
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        try:
            agreements.revise(
                agreement_id=agreement_id,
                terms=terms_of(form.cleaned_data),
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(
                request, "The next version is drafted. Offer it when right."
            )
            return see("versions:difference", agreement_id=agreement_id)
    page = {
        "form": form,
        "heading": "Draft the next version",
        "button": "Save the draft",
        "caption": found.reference,
        "before": (
            "The version in force answers until this one takes its place. It needs both "
            "signatures and an indemnity of its own."
        ),
    }
    back = reverse("agreements:agreement", args=[agreement_id])
    return answer_form(request, page, back=back)


def _number(request: Asked, name: str, otherwise: int) -> int:
    given = request.GET.get(name, "")
    if not given:
        return otherwise
    if not (given.isascii() and given.isdigit() and len(given) < 5):
        raise NotFound("There is no such version of an agreement.")
    return int(given)

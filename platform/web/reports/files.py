"""Which files bear on a report, and how are they added and opened?"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from documents.receiving import MAX_REQUEST_BYTES
from register.actions import evidence as evidence_actions
from register.queries.evidence import EvidencePage
from register.refusals import RegisterError
from register.states import EvidenceSort
from web.answers import SeeOther, see


TOO_LARGE = "The file is larger than 20 MB. Use a smaller one."


class EvidenceForm(forms.Form):
    """A file and what it is; the file itself must be chosen again after a mistake."""

    sort = forms.ChoiceField(
        label="What is it?",
        choices=EvidenceSort.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the file is."},
    )
    incident = forms.ChoiceField(
        label="Which incident does it belong to?", widget=forms.RadioSelect
    )
    what_it_shows = forms.CharField(
        label="What does it show?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Say what is to be seen or heard, not what you make of it.",
        error_messages={"required": "Say what the file shows."},
    )
    third_parties = forms.CharField(
        label="Who else is to be seen or heard in it?",
        required=False,
        max_length=500,
        help_text="Put a comma between them. A copy for the person covers them up.",
    )
    upload = forms.FileField(
        label="The file",
        help_text="A JPEG or PNG picture, a PDF, or a WAV, MP3, M4A, OGG or MP4 recording, up to 20 MB.",
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty. Choose another.",
        },
    )

    def __init__(
        self, *args: Any, page: EvidencePage, sent: int = 0, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        dates = [(str(pk), f"{day:%-d %B %Y}") for pk, day in page.incidents]
        if len(dates) > 1:
            self.fields["incident"].choices = dates  # type: ignore[attr-defined]
        else:
            del self.fields["incident"]
        self.only = dates[0][0] if dates else ""
        if sent > MAX_REQUEST_BYTES:
            # The file was dropped on the way, and that is not the same as none.
            self.fields["upload"].error_messages["required"] = TOO_LARGE

    def given(self) -> dict[str, Any]:
        """The form's answers as the action takes them."""
        said = self.cleaned_data
        others = (name.strip() for name in said["third_parties"].split(","))
        return {
            "incident_id": UUID(said.get("incident") or self.only),
            "upload": said["upload"].read(),
            "what_it_shows": said["what_it_shows"],
            "sort": EvidenceSort(said["sort"]),
            "third_parties": [name for name in others if name],
        }


@require_http_methods(["GET", "POST"])
def evidence(request: Asked, reference: str) -> HttpResponse:
    """The files of a report, and the form that adds one."""
    page = evidence_actions.list_files(
        reference=reference, by=request.user, at=timezone.now()
    )
    data, files = (
        (request.POST, request.FILES) if request.method == "POST" else (None, None)
    )
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = EvidenceForm(data, files, page=page, sent=sent)
    if request.method == "POST" and form.is_valid():
        try:
            evidence_actions.add(
                reference=reference,
                **form.given(),
                by=request.user,
                at=timezone.now(),
            )
        except RegisterError as refusal:
            for sentence in refusal.sentences:
                form.add_error("upload", sentence)
        else:
            messages.success(request, "The file is kept with the report.")
            return see("reports:evidence", reference=reference)
    shown = {"page": page, "form": form if page.may_add else None}
    status = 422 if form.errors else 200
    return render(request, "reports/evidence.html", shown, status=status)


@require_GET
def link(request: Asked, reference: str, evidence_id: UUID) -> HttpResponse:
    """Make a link for this person and a minute, and go there."""
    token = evidence_actions.link_to(
        reference=reference,
        evidence_id=evidence_id,
        by=request.user,
        at=timezone.now(),
    )
    return SeeOther(reverse("reports:evidence-file", args=[token]))


@require_GET
def opened(request: Asked, token: str) -> HttpResponse:
    """The file as a download, whatever it holds: a browser never shows it in a page."""
    try:
        content, name = evidence_actions.open_link(
            token=token, by=request.user, at=timezone.now()
        )
    except evidence_actions.LinkRanOut as refusal:
        page = {"heading": "This link has run out", "sentences": refusal.sentences}
        return render(request, "reports/ran_out.html", page, status=410)
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )

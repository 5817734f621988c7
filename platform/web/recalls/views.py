"""What was taken back or corrected, and what have we done about it?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.sign_in.requests import Asked
from sharing.actions import acknowledgements, recall_looks
from sharing.errors import NotNow, SharingError
from sharing.queries.recalls import RecallPage
from tenants.codes import Permission
from web.access import holding
from web.answers import attachment, put_on, see
from web.recalls.forms import AcknowledgeForm


ACKNOWLEDGES = holding(Permission.ACKNOWLEDGE_RECALL)
READS_REGISTER = holding(Permission.READ_REGISTER)


@require_GET
def index(request: Asked) -> HttpResponse:
    found = recall_looks.list_recalls(by=request.user, at=timezone.now())
    return render(request, "recalls/list.html", {"recalls": found})


@require_http_methods(["GET", "POST"])
def recall(request: Asked, recall_id: UUID) -> HttpResponse:
    """Show one recall; a post states what was done about it."""
    found = recall_looks.open_recall(
        recall_id=recall_id, by=request.user, at=timezone.now()
    )
    form = AcknowledgeForm(
        request.POST if request.method == "POST" else None, choices=found.choices
    )
    if request.method == "POST" and form.is_valid():
        try:
            acknowledgements.acknowledge(
                recall_id=recall_id,
                done=form.cleaned_data["done"],
                by=request.user,
                at=timezone.now(),
            )
        except SharingError as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, "You acknowledged the recall.")
            return see("recalls:list")
    page = {
        "recall": found,
        "line": found.line,
        "form": form,
        "may_answer": may_answer(request, found),
        "may_open_entry": bool(request.roles & READS_REGISTER),
    }
    return render(
        request, "recalls/recall.html", page, status=422 if form.errors else 200
    )


def may_answer(request: Asked, found: RecallPage) -> bool:
    waits = found.mine and found.line.acknowledged_at is None
    return waits and bool(request.roles & ACKNOWLEDGES)


@require_GET
def certificate(request: Asked, recall_id: UUID) -> HttpResponse:
    """The certificate as a PDF; before there is one, the recall's own page."""
    try:
        written = recall_looks.certify(
            recall_id=recall_id, by=request.user, at=timezone.now()
        )
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return see("recalls:recall", recall_id=recall_id)
    return attachment(written, content_type="application/pdf", name="certificate.pdf")

"""How was each decision about sharing made, and would it be made so again?"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from sharing.actions import receipt_looks


@require_GET
def index(request: Asked) -> HttpResponse:
    """A page of receipts, newest first; `before` and `last` are where the last ended."""
    found = receipt_looks.list_receipts(
        by=request.user, at=timezone.now(), before=_before(request)
    )
    return render(request, "receipts/list.html", {"receipts": found})


@require_GET
def receipt(request: Asked, receipt_id: UUID) -> HttpResponse:
    found = receipt_looks.open_receipt(
        receipt_id=receipt_id, by=request.user, at=timezone.now()
    )
    return render(request, "receipts/receipt.html", {"receipt": found})


def _before(request: HttpRequest) -> tuple[datetime, UUID] | None:
    """Where the page before ended; the first page where the address says nonsense."""
    try:
        at = parse_datetime(request.GET.get("before", ""))
        last = UUID(request.GET.get("last", ""))
    except ValueError:
        return None
    return (at, last) if at is not None and at.tzinfo is not None else None

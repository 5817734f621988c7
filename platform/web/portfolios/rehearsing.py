"""What would become visible or vanish, before anything is changed?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from sharing import queries
from sharing.errors import SharingError
from sharing.queries import rehearsals
from sharing.queries.suppositions import What
from web.answers import put_on
from web.portfolios.forms import RehearseForm


@require_GET
def rehearse(request: Asked) -> HttpResponse:
    """Ask in the address, which holds no personal data; change nothing."""
    ours = [
        row
        for row in queries.agreements(request.user, at=timezone.now())
        if row.discloser == request.organisation.name
    ]
    asked = bool(request.GET.get("what")) and "agreement" in request.GET
    data = request.GET if asked else None
    form = RehearseForm(data, agreements=ours, initial=request.GET.dict())
    page: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        try:
            page["answer"] = rehearsals.answer(
                request.user, asked_in(form.cleaned_data), at=timezone.now()
            )
        except SharingError as refusal:
            put_on(form, refusal)
    status = 422 if form.errors else 200
    return render(request, "portfolios/rehearse.html", page, status=status)


def asked_in(given: dict[str, Any]) -> rehearsals.Asked:
    return rehearsals.Asked(
        what=What(given["what"]),
        agreement_id=UUID(given["agreement"]) if given.get("agreement") else None,
        activity=given.get("activity") or "",
        level=given.get("level") or "",
        day=given.get("day"),
    )

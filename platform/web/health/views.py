"""Is all well with every agreement? Never what any of them is about."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.sign_in.requests import Asked
from sharing.queries.health import health


@require_GET
def agreements(request: Asked) -> HttpResponse:
    lines = health(request.user, at=timezone.now())
    page = {
        "lines": lines,
        "stopped": sum(line.stands and line.stopped for line in lines),
        "warned": sum(bool(line.problems) for line in lines),
    }
    return render(request, "health/agreements.html", page)

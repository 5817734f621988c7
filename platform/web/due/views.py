"""What is due, by when and by whose hand?"""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.queries.due import due_for, due_list
from accounts.sign_in.requests import Asked
from web.due.calendar import calendar_of
from web.due.forms import AheadForm
from web.due.shown import owners_of
from web.middleware import held_roles


CALENDAR_DAYS = 366


@require_GET
def due(request: Asked) -> HttpResponse:
    form = AheadForm(request.GET or {"days": "7"})
    today, roles = timezone.localdate(), held_roles(request)
    found = due_list(request.user, on=today, until=today + timedelta(days=form.ahead()))
    page = {
        "due": found,
        "owners": owners_of(found, today=today, roles=roles),
        "filter": form,
    }
    return render(request, "due/list.html", page)


@require_GET
def calendar(request: Asked) -> HttpResponse:
    """My own dates of the coming year, for a calendar: references only."""
    today = timezone.localdate()
    until = today + timedelta(days=CALENDAR_DAYS)
    lines = due_for(request.user, on=today, until=until)
    return HttpResponse(
        calendar_of(lines, at=timezone.now(), address=request.build_absolute_uri),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="due.ics"'},
    )

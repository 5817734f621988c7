"""Which teams are there, and how near do they come to people?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries
from accounts.actions import teams
from accounts.sign_in.requests import Asked
from web.answers import ask, see
from web.people.answering import by, sent
from web.people.forms import TeamForm


@require_GET
def every_team(request: Asked) -> HttpResponse:
    """Every team, with how many people are in it."""
    return render(request, "people/teams.html", {"teams": queries.teams()})


@require_http_methods(["GET", "POST"])
def add(request: Asked) -> HttpResponse:
    """Add a team."""

    def do(form: TeamForm) -> HttpResponse:
        teams.create_team(
            name=form.cleaned_data["name"],
            contact_mode=form.cleaned_data["contact_mode"],
            does_what=form.cleaned_data["does_what"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The team is added.")
        return see("people:teams")

    form = TeamForm(sent(request))
    del form.fields["active"]
    page = {
        "heading": "Add a team",
        "button": "Add team",
        "back": reverse("people:teams"),
    }
    return ask(request, form, do, page)


@require_http_methods(["GET", "POST"])
def change(request: Asked, team_id: UUID) -> HttpResponse:
    """Change what a team does, or put it out of use."""
    team = next(iter(queries.teams_called([team_id])), None)
    if team is None:
        raise Http404("There is no such team here.")

    def do(form: TeamForm) -> HttpResponse:
        teams.change_team(
            team=team,
            contact_mode=form.cleaned_data["contact_mode"],
            does_what=form.cleaned_data["does_what"],
            active=form.cleaned_data["active"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The team is changed.")
        return see("people:teams")

    initial = {
        "contact_mode": team.contact_mode,
        "does_what": team.does_what,
        "active": team.active,
    }
    form = TeamForm(sent(request), initial=initial)
    del form.fields["name"]
    page = {
        "heading": f"Change {team.name}",
        "button": "Save team",
        "back": reverse("people:teams"),
    }
    return ask(request, form, do, page)

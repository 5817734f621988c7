"""Who works here, and what changes about them?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import queries
from accounts.actions import briefings, invitations_by_people, people, roles, teams
from accounts.queries import PersonLine
from accounts.sign_in.requests import Asked
from accounts.sign_in.step_up import step_up
from web.answers import ask, see
from web.people.answering import by, sent
from web.people.forms import (
    BriefingForm,
    ConfirmForm,
    DetailsForm,
    InviteForm,
    RolesForm,
    TeamsForm,
)


@require_GET
def everybody(request: Asked) -> HttpResponse:
    """Everybody of this organisation, leavers last."""
    today = timezone.localdate()
    page = {
        "people": queries.people(on=today),
        "today": today,
        "has_gate": queries.pack(today).access_gate is not None,
    }
    return render(request, "people/list.html", page)


@require_GET
def person(request: Asked, person_id: UUID) -> HttpResponse:
    """One person: what they may do, and since when they know how."""
    page = {"person": line(person_id), "today": timezone.localdate()}
    return render(request, "people/person.html", page)


@step_up
@require_http_methods(["GET", "POST"])
def invite(request: Asked) -> HttpResponse:
    """Add somebody and send them the link with which they come in."""

    def do(form: InviteForm) -> HttpResponse:
        invitations_by_people.invite_new_person(
            email=form.cleaned_data["email"],
            full_name=form.cleaned_data["full_name"],
            phone=form.cleaned_data["phone"],
            roles=form.cleaned_data["roles"],
            team_ids=form.cleaned_data["teams"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The invitation is on its way.")
        return see("people:list")

    form = InviteForm(
        sent(request), kind=request.organisation.kind, teams=queries.teams()
    )
    page = {
        "heading": "Invite somebody",
        "button": "Send the invitation",
        "back": reverse("people:list"),
    }
    return ask(request, form, do, page)


@step_up
@require_http_methods(["GET", "POST"])
def change_roles(request: Asked, person_id: UUID) -> HttpResponse:
    """Give and take roles. The person is signed out at once."""
    found = line(person_id)

    def do(form: RolesForm) -> HttpResponse:
        roles.set_roles(
            user=queries.user_for(person_id),
            roles=form.cleaned_data["roles"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The roles are changed.")
        return see("people:person", person_id=person_id)

    form = RolesForm(
        sent(request),
        kind=request.organisation.kind,
        initial={"roles": [role.value for role in found.roles]},
    )
    return ask(request, form, do, page_of(found, "Change roles", "Save roles"))


@require_http_methods(["GET", "POST"])
def change_teams(request: Asked, person_id: UUID) -> HttpResponse:
    """Say which teams somebody is in."""
    found = line(person_id)

    def do(form: TeamsForm) -> HttpResponse:
        teams.set_teams(
            user=queries.user_for(person_id),
            teams=queries.teams_called(form.cleaned_data["teams"]),
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The teams are changed.")
        return see("people:person", person_id=person_id)

    form = TeamsForm(
        sent(request),
        teams=queries.teams(),
        initial={"teams": [str(team) for team in found.team_ids]},
    )
    return ask(request, form, do, page_of(found, "Change teams", "Save teams"))


@require_http_methods(["GET", "POST"])
def change_details(request: Asked, person_id: UUID) -> HttpResponse:
    """Correct a name or a telephone number."""
    found = line(person_id)

    def do(form: DetailsForm) -> HttpResponse:
        people.change_details(
            user=queries.user_for(person_id),
            full_name=form.cleaned_data["full_name"],
            phone=form.cleaned_data["phone"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The details are changed.")
        return see("people:person", person_id=person_id)

    initial = {"full_name": found.full_name, "phone": found.phone}
    form = DetailsForm(sent(request), initial=initial)
    return ask(request, form, do, page_of(found, "Change details", "Save details"))


@require_http_methods(["GET", "POST"])
def brief(request: Asked, person_id: UUID) -> HttpResponse:
    """Record that somebody was briefed."""
    found = line(person_id)

    def do(form: BriefingForm) -> HttpResponse:
        briefings.record_briefing(
            user=queries.user_for(person_id),
            given_on=form.cleaned_data["given_on"],
            by=by(request),
            at=timezone.now(),
        )
        messages.success(request, "The briefing is recorded.")
        return see("people:person", person_id=person_id)

    form = BriefingForm(sent(request))
    return ask(request, form, do, page_of(found, "Record a briefing", "Record it"))


@require_http_methods(["GET", "POST"])
def disable(request: Asked, person_id: UUID) -> HttpResponse:
    """A leaver: one page to be sure, one button."""
    found = line(person_id)

    def do(_: ConfirmForm) -> HttpResponse:
        people.disable_person(
            user=queries.user_for(person_id), by=by(request), at=timezone.now()
        )
        messages.success(request, f"{found.full_name} is out and cannot come in.")
        return see("people:list")

    form = ConfirmForm(sent(request))
    page = page_of(found, f"Remove {found.full_name}", "Remove", warning=True)
    return ask(request, form, do, page, "people/disable.html")


@step_up
@require_http_methods(["GET", "POST"])
def enable(request: Asked, person_id: UUID) -> HttpResponse:
    """Somebody comes back: they are invited again."""
    found = line(person_id)

    def do(_: ConfirmForm) -> HttpResponse:
        invitations_by_people.invite_back(
            person_id=person_id, by=by(request), at=timezone.now()
        )
        messages.success(request, "A new invitation is on its way.")
        return see("people:person", person_id=person_id)

    form = ConfirmForm(sent(request))
    page = page_of(found, f"Invite {found.full_name} again", "Send the invitation")
    return ask(request, form, do, page)


def line(person_id: UUID) -> PersonLine:
    """The person, or 404: one of another organisation does not exist here."""
    try:
        return queries.person(person_id, on=timezone.localdate())
    except queries.NoSuchPerson as error:
        raise Http404(str(error)) from error


def page_of(
    found: PersonLine, heading: str, button: str, *, warning: bool = False
) -> dict[str, object]:
    """What a form about one person says round it."""
    return {
        "person": found,
        "heading": heading,
        "caption": found.full_name,
        "button": button,
        "warning": warning,
        "back": reverse("people:person", args=[found.id]),
    }

"""Which address is which call on the people of an organisation?"""

from django.urls import path

from api.v1.people.accesses import Accesses, EndAccess, GiveAccess
from api.v1.people.briefings import Briefings
from api.v1.people.steps import (
    Correct,
    InviteAgain,
    RecordBriefing,
    SetRoles,
    SetTeams,
)
from api.v1.people.teams import ChangeTeam, Team, Teams
from api.v1.people.views import People, Person, RemovePerson


ONE = "people/<uuid:person_id>"
urlpatterns = [
    path("people", People.as_view(), name="people"),
    path(ONE, Person.as_view(), name="person"),
    path(f"{ONE}/remove", RemovePerson.as_view(), name="remove-person"),
    path(f"{ONE}/roles", SetRoles.as_view(), name="set-person-roles"),
    path(f"{ONE}/teams", SetTeams.as_view(), name="set-person-teams"),
    path(f"{ONE}/details", Correct.as_view(), name="correct-person"),
    path(f"{ONE}/invite", InviteAgain.as_view(), name="invite-again"),
    path(f"{ONE}/briefings", RecordBriefing.as_view(), name="record-briefing"),
    path(f"{ONE}/access", GiveAccess.as_view(), name="give-access"),
    path(f"{ONE}/access/end", EndAccess.as_view(), name="end-access"),
    path("briefings", Briefings.as_view(), name="briefings"),
    path("accesses", Accesses.as_view(), name="accesses"),
    path("teams", Teams.as_view(), name="teams"),
    path("teams/<uuid:team_id>", Team.as_view(), name="team"),
    path("teams/<uuid:team_id>/change", ChangeTeam.as_view(), name="change-team"),
]

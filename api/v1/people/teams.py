"""Which teams are there, and how near do they come to people?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import keeping_teams
from accounts.queries import meeting
from api.acting import Calling, calling, proved
from api.answers import answer
from api.bodies import read_object
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    SIGNED,
    VERSIONED,
    all_of,
    describe,
)
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.people.bodies import TeamBody, TeamChangeBody
from api.v1.people.calling import PeopleCall
from api.v1.people.steps import example
from api.versions import if_match


TeamSerializer = serialiser_of(meeting.KeptTeam, "KeptTeam", answered=True)
ONE: dict[str, Any] = {"tag": "people", "answers": TeamSerializer}


class Teams(PeopleCall):
    """Every team, and one more."""

    @describe(
        operation="listTeams",
        summary="List the teams, in use or not, and how many people are in each",
        tag="people",
        answers=all_of("KeptTeamList", TeamSerializer),
        kinds=SIGNED,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = meeting.teams_for(call.user, at=call.at)
        return answer({"results": [written(each) for each in found]})

    @describe(
        operation="addTeam",
        summary="Add a team, and say how it meets people",
        takes=serialiser_of(TeamBody, "NewTeam"),
        status=201,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
        examples=example(
            "Works inside homes", name="Repairs", contact_mode="ENTERS_PREMISES"
        ),
        **ONE,
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(TeamBody, read_object(request))
        made = call.once(
            lambda: str(
                keeping_teams.add_team(
                    name=body.name,
                    contact_mode=body.contact_mode,
                    does_what=body.does_what,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _answer(call, UUID(made), status=201)


class Team(PeopleCall):
    """One team, with the version that a change sends back."""

    @describe(
        operation="readTeam",
        summary="Read what a team does, and how near it comes to people",
        kinds=SIGNED,
        **ONE,
    )
    def get(self, request: Request, team_id: UUID) -> HttpResponse:
        return _answer(calling(request, self), team_id)


class ChangeTeam(PeopleCall):
    """Everyone in it is judged by that from now."""

    @describe(
        operation="changeTeam",
        summary="Change what a team does, or put it out of use",
        takes=serialiser_of(TeamChangeBody, "TeamChange"),
        kinds=(*CHANGING, *SIGNED, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
        examples=example("Out of use", contact_mode="NONE", active=False),
        **ONE,
    )
    def post(self, request: Request, team_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(TeamChangeBody, read_object(request))
        seen = if_match(request)
        made = call.once(
            lambda: str(
                keeping_teams.change_team(
                    team_id=team_id,
                    contact_mode=body.contact_mode,
                    does_what=body.does_what,
                    active=body.active,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).pk
            )
        )
        return _answer(call, UUID(made))


def _answer(call: Calling, team_id: UUID, *, status: int = 200) -> HttpResponse:
    found = meeting.team_for(call.user, team_id, at=call.at)
    location = f"/api/v1/teams/{found.id}" if status == 201 else ""
    return answer(written(found), status=status, version=found.seen, location=location)

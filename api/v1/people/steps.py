"""What changes about one person: roles, teams, name, briefing, or a new invitation?

Each lets somebody in, or decides what they may be told: a person takes it, lately
proved, with If-Match where they act on what they read.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request

from accounts.actions import looking_after
from api.acting import Calling, calling, proved
from api.bodies import read_object
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    SIGNED,
    VERSIONED,
    describe,
)
from api.shapes import read
from api.shapes_described import serialiser_of
from api.v1.people.bodies import BriefingBody, DetailsBody, RolesBody, TeamsBody
from api.v1.people.calling import PeopleCall, PersonSerializer, person_answer
from api.versions import if_match


STEP: dict[str, Any] = {
    "tag": "people",
    "answers": PersonSerializer,
    "kinds": (*CHANGING, *SIGNED, *VERSIONED),
    "parameters": (IDEMPOTENCY_KEY, IF_MATCH),
}


def example(title: str, /, **value: object) -> tuple[OpenApiExample, ...]:
    return (OpenApiExample(title, value=value, request_only=True),)


class SetRoles(PeopleCall):
    """Given and taken at once; nobody changes their own."""

    @describe(
        operation="setPersonRoles",
        summary="Say which roles somebody holds; they are signed out at once",
        takes=serialiser_of(RolesBody, "PersonRoles"),
        examples=example("Shares, and nothing else", roles=["SHARING_OFFICER"]),
        **STEP,
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = _proved(request, self)
        body = read(RolesBody, read_object(request))
        return _taken(
            call,
            person_id,
            lambda: looking_after.set_roles(
                person_id=person_id,
                held=body.roles,
                by=call.user,
                at=call.at,
                seen=if_match(request),
            ),
        )


class SetTeams(PeopleCall):
    """A team decides what its people may be told."""

    @describe(
        operation="setPersonTeams",
        summary="Say which teams somebody is in",
        takes=serialiser_of(TeamsBody, "PersonTeams"),
        examples=example("In one team", teams=["019b0000-0000-7000-8000-000000000001"]),
        **STEP,
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = _proved(request, self)
        body = read(TeamsBody, read_object(request))
        return _taken(
            call,
            person_id,
            lambda: looking_after.set_teams(
                person_id=person_id,
                team_ids=body.teams,
                by=call.user,
                at=call.at,
                seen=if_match(request),
            ),
        )


class Correct(PeopleCall):
    """The e-mail address is for invitations and stays."""

    @describe(
        operation="correctPerson",
        summary="Correct a name or a telephone number",
        takes=serialiser_of(DetailsBody, "PersonDetails"),
        examples=example("A new number", full_name="Ada Quill", phone="01632 960101"),
        **STEP,
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = _proved(request, self)
        body = read(DetailsBody, read_object(request))
        return _taken(
            call,
            person_id,
            lambda: looking_after.correct_details(
                person_id=person_id,
                full_name=body.full_name,
                phone=body.phone,
                by=call.user,
                at=call.at,
                seen=if_match(request),
            ),
        )


class RecordBriefing(PeopleCall):
    """From now the person's checks are answered, while nothing else is in the way."""

    @describe(
        operation="recordBriefing",
        summary="Record that somebody was briefed, and on which day",
        takes=serialiser_of(BriefingBody, "BriefingGiven"),
        examples=example("Briefed in November", given_on="2026-11-23"),
        says=(
            "It counts for the months that the policy pack says. A day to come is "
            "refused, and so is one that is on record already."
        ),
        **STEP,
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = _proved(request, self)
        body = read(BriefingBody, read_object(request))
        return _taken(
            call,
            person_id,
            lambda: looking_after.record_briefing(
                person_id=person_id,
                given_on=body.given_on,
                by=call.user,
                at=call.at,
                seen=if_match(request),
            ),
        )


class InviteAgain(PeopleCall):
    """Somebody comes back, or lost the link."""

    @describe(
        operation="invitePersonAgain",
        summary="Send a new link to a leaver who comes back, or who has not joined yet",
        **STEP,
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = _proved(request, self)
        return _taken(
            call,
            person_id,
            lambda: looking_after.invite_again(
                person_id=person_id,
                by=call.user,
                at=call.at,
                seen=if_match(request),
            ),
        )


def _proved(request: Request, view: PeopleCall) -> Calling:
    call = calling(request, view)
    proved(request, call)
    return call


def _taken(call: Calling, person_id: UUID, act: Callable[[], object]) -> HttpResponse:
    """Take the step once, and answer the person as they then stand."""

    def step() -> str:
        act()
        return str(person_id)

    call.once(step)
    return person_answer(call, person_id)

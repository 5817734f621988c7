"""Who works here, who is named next, and who has left?

A person says it, lately proved, and never a program. A guest organisation has ten at most.
"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from accounts.actions import naming as named
from accounts.queries import naming
from api.acting import calling, proved
from api.answers import page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, SIGNED, describe, page_of
from api.problems import Kinds
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.people.bodies import PersonBody
from api.v1.people.calling import PeopleCall, PersonSerializer, person_answer


class PeopleSerializer(page_of("NamedPeoplePage", PersonSerializer)):  # type: ignore[misc]
    """`most` is how many may be active, where it is a guest organisation."""

    active = serializers.IntegerField()
    most = serializers.IntegerField(allow_null=True)


class People(PeopleCall):
    """Everybody named, and somebody new."""

    @describe(
        operation="listPeople",
        summary="List who is named to work here, and how many more there may be",
        tag="people",
        answers=PeopleSerializer,
        kinds=(Kinds.INVALID, *SIGNED),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = naming.people_after(
            call.user,
            after=page.after[0] if page.after else "",
            limit=page.limit,
            at=call.at,
        )
        return paged(
            request,
            [written(each) for each in found.rows],
            after=None if found.after is None else (found.after,),
            beside={"active": found.active, "most": found.most},
        )

    @describe(
        operation="namePerson",
        summary="Name somebody and send them the link with which they come in",
        tag="people",
        takes=serialiser_of(PersonBody, "NewPerson"),
        answers=PersonSerializer,
        status=201,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(PersonBody, read_object(request))
        made = call.once(
            lambda: str(
                named.name_person(
                    email=body.email,
                    full_name=body.full_name,
                    phone=body.phone,
                    roles=body.roles,
                    team_ids=body.teams,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return person_answer(call, UUID(made), status=201)


class Person(PeopleCall):
    """One of them, with the version that a step sends back."""

    @describe(
        operation="readPerson",
        summary="Read one person: what they may do, and until when they are briefed",
        tag="people",
        answers=PersonSerializer,
        kinds=SIGNED,
    )
    def get(self, request: Request, person_id: UUID) -> HttpResponse:
        return person_answer(calling(request, self), person_id)


class RemovePerson(PeopleCall):
    """A leaver makes room for another."""

    @describe(
        operation="removePerson",
        summary="Say that somebody has left: they are out of every session at once",
        tag="people",
        answers=PersonSerializer,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        made = call.once(
            lambda: str(
                named.remove_person(person_id=person_id, by=call.user, at=call.at).pk
            )
        )
        return person_answer(call, UUID(made))

"""Who works here, who is named next, and who has left?

A person says it, lately proved, and never a program. A guest organisation has ten at most.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from accounts.actions import naming as named
from accounts.queries import naming
from api.acting import Call, Calling, calling, proved
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, SIGNED, describe, page_of
from api.problems import Kinds
from api.shapes import read, written
from api.shapes_described import serialiser_of
from tenants.codes import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBody:
    """Somebody new: who they are, what they may do, whom they work with."""

    full_name: str
    email: str
    roles: tuple[Role, ...]
    phone: str = ""
    teams: tuple[UUID, ...] = ()


PersonSerializer = serialiser_of(naming.NamedPerson, "NamedPerson", answered=True)


class PeopleSerializer(page_of("NamedPeoplePage", PersonSerializer)):  # type: ignore[misc]
    """`most` is how many may be active, where it is a guest organisation."""

    active = serializers.IntegerField()
    most = serializers.IntegerField(allow_null=True)


class People(Call):
    """Everybody named, and somebody new."""

    scope = "sharing:manage"

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
        return _answer(call, UUID(made), status=201)


class RemovePerson(Call):
    """A leaver makes room for another."""

    scope = "sharing:manage"

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
        return _answer(call, UUID(made))


def _answer(call: Calling, person_id: UUID, *, status: int = 200) -> HttpResponse:
    found = naming.person_for(call.user, person_id, at=call.at)
    return answer(written(found), status=status)

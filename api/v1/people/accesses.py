"""Who may look, where the policy pack asks for an access form first?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from accounts.actions import giving_access
from accounts.queries import given_access
from api.acting import Calling, calling, proved
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, SIGNED, describe, page_of
from api.problems import Kinds
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.people.bodies import AccessBody
from api.v1.people.calling import PeopleCall
from api.v1.people.steps import example


AccessSerializer = serialiser_of(given_access.Access, "Access", answered=True)


class AccessesSerializer(page_of("AccessPage", AccessSerializer)):  # type: ignore[misc]
    """`form` is empty where the pack asks for none; `may_give` is of this caller."""

    form = serializers.CharField(allow_blank=True)
    review_months = serializers.IntegerField(allow_null=True)
    may_give = serializers.BooleanField()


class Accesses(PeopleCall):
    """Everybody whose role may look."""

    accesses = True

    @describe(
        operation="listAccesses",
        summary="List who may look by the pack's form, and until when it counts",
        tag="people",
        answers=AccessesSerializer,
        kinds=(Kinds.INVALID, *SIGNED),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = given_access.accesses_after(
            call.user,
            after=page.after[0] if page.after else "",
            limit=page.limit,
            at=call.at,
        )
        return paged(
            request,
            [written(each) for each in found.rows],
            after=None if found.after is None else (found.after,),
            beside={
                "form": found.form,
                "review_months": found.review_months,
                "may_give": found.may_give,
            },
        )


class GiveAccess(PeopleCall):
    """Access given before ends: the newest form counts."""

    accesses = True

    @describe(
        operation="giveAccess",
        summary="Record the completed form, and let somebody look",
        tag="people",
        takes=serialiser_of(AccessBody, "AccessForm"),
        answers=AccessSerializer,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
        examples=example("With its reference", form_reference="ACC-2026-117"),
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(AccessBody, read_object(request))
        call.once(
            lambda: str(
                giving_access.give_access(
                    person_id=person_id,
                    form_reference=body.form_reference,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _answer(call, person_id)


class EndAccess(PeopleCall):
    """Checks and pages refuse at once."""

    accesses = True

    @describe(
        operation="endAccess",
        summary="Take somebody's access back now",
        tag="people",
        answers=AccessSerializer,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, person_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        call.once(
            lambda: str(
                giving_access.end_access(
                    person_id=person_id, by=call.user, at=call.at
                ).pk
            )
        )
        return _answer(call, person_id)


def _answer(call: Calling, person_id: UUID) -> HttpResponse:
    return answer(written(given_access.access_of(call.user, person_id, at=call.at)))

"""What work do we do, what do our partners do, and what was asked about it?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, all_of, describe
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.works.bodies import AnswerBody, QuestionBody, ServiceBody, StopBody
from sharing.actions import works
from sharing.queries.works import (
    QuestionLine,
    ServicesPage,
    partners_with_services,
    question_for,
    services_of,
)


class PartnerSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    services = serializers.IntegerField(help_text="How many kinds of work it lists.")


ServicesSerializer = serialiser_of(ServicesPage, "Services", answered=True)


class Services(Call):
    """Our own list."""

    scope = "sharing:manage"

    @describe(
        operation="listServices",
        summary="Read what this organisation says of its own work",
        tag="services",
        answers=ServicesSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        return _list(calling(request, self))

    @describe(
        operation="describeService",
        summary="Say how one kind of work is done, in place of what the list says",
        tag="services",
        takes=serialiser_of(ServiceBody, "Service"),
        answers=ServicesSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        body = read(ServiceBody, read_object(request))
        call.once(
            lambda: str(
                works.describe(
                    activity=body.activity.value,
                    mode=body.mode.value,
                    description=body.description,
                    people=body.people,
                    subcontracted=body.subcontracted,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _list(call, status=201)


class StopService(Call):
    """A kind of work comes off the list; its attestation stays until it is withdrawn."""

    scope = "sharing:manage"

    @describe(
        operation="stopService",
        summary="Say that a kind of work is no longer done",
        tag="services",
        takes=serialiser_of(StopBody, "ServiceStopped"),
        answers=ServicesSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        activity = read(StopBody, read_object(request)).activity.value

        def act() -> str:
            works.stop(activity=activity, by=call.user, at=call.at)
            return activity

        call.once(act)
        return _list(call)


class Partners(Call):
    """Whose work a council can question."""

    scope = "sharing:manage"

    @describe(
        operation="listPartners",
        summary="List the partners we share with, and how much of their work is listed",
        tag="services",
        answers=all_of("PartnerList", PartnerSerializer),
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = partners_with_services(call.user, at=call.at)
        rows = [
            {"id": str(partner), "name": name, "services": count}
            for partner, name, count in found
        ]
        return answer({"results": rows})


class PartnerServices(Call):
    """The list of a partner that we share with."""

    scope = "sharing:manage"

    @describe(
        operation="readPartnerServices",
        summary="Read what a partner says of its work, and what was asked",
        tag="services",
        answers=ServicesSerializer,
    )
    def get(self, request: Request, partner: UUID) -> HttpResponse:
        return _list(calling(request, self), partner)


class AskPartner(Call):
    """The council questions one kind of a partner's work."""

    scope = "sharing:manage"

    @describe(
        operation="askPartner",
        summary="Ask a partner about one kind of its work",
        tag="services",
        takes=serialiser_of(QuestionBody, "ServiceQuestion"),
        answers=ServicesSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, partner: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(QuestionBody, read_object(request))
        call.once(
            lambda: str(
                works.ask(
                    partner=partner,
                    activity=body.activity.value,
                    question=body.question,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _list(call, partner, status=201)


class AnswerQuestion(Call):
    """The partner answers, once."""

    scope = "sharing:manage"

    @describe(
        operation="answerServiceQuestion",
        summary="Answer a question about our work",
        tag="services",
        takes=serialiser_of(AnswerBody, "ServiceAnswer"),
        answers=serialiser_of(QuestionLine, "ServiceAnswered", answered=True),
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, question_id: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(AnswerBody, read_object(request))
        call.once(
            lambda: str(
                works.answer(
                    question_id=question_id,
                    text=body.answer,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return answer(written(question_for(call.user, question_id, at=call.at)))


def _list(
    call: Calling, partner: UUID | None = None, *, status: int = 200
) -> HttpResponse:
    page = services_of(call.user, at=call.at, partner=partner)
    return answer(written(page), status=status)

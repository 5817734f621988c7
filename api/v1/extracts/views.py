"""May anything leave by mail under this agreement, and what has left?"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling, proved
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, SIGNED, all_of, describe
from api.shapes import read, written
from api.shapes_described import serialiser_of
from sharing.actions import extract_asking
from sharing.queries import extracts
from tenants.codes import Activity, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractBody:
    """For which work and purpose, and why looking up here is not enough this time."""

    activity: Activity
    purpose: Purpose
    reason: str


ExtractSerializer = serialiser_of(extracts.ExtractLine, "Extract", answered=True)


class Extracts(Call):
    """What was asked for under one agreement, and one more."""

    scope = "sharing:manage"

    @describe(
        operation="listExtracts",
        summary="List the extracts of an agreement, and whether each was sent",
        tag="extracts",
        answers=all_of("ExtractList", ExtractSerializer),
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self)
        page = extracts.extracts_of(call.user, agreement_id, at=call.at)
        return answer({"results": [written(each) for each in page.extracts]})

    @describe(
        operation="askForExtract",
        summary="Ask for one extract; a worker judges it once more and sends it",
        tag="extracts",
        takes=serialiser_of(ExtractBody, "ExtractAsked"),
        answers=ExtractSerializer,
        status=202,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(ExtractBody, read_object(request))
        made = call.once(
            lambda: str(
                extract_asking.ask(
                    agreement_id=agreement_id,
                    activity=body.activity.value,
                    purpose=body.purpose.value,
                    reason=body.reason,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        found = extracts.extract_for(call.user, UUID(made), at=call.at)
        return answer(
            written(found), status=202, location=f"/api/v1/extracts/{found.id}"
        )


class Extract(Call):
    """What became of one."""

    scope = "sharing:manage"

    @describe(
        operation="readExtract",
        summary="Read what became of an extract",
        tag="extracts",
        answers=ExtractSerializer,
    )
    def get(self, request: Request, extract_id: UUID) -> HttpResponse:
        call = calling(request, self)
        found = extracts.extract_for(call.user, extract_id, at=call.at)
        return answer(written(found))

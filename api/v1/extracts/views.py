"""May anything leave by mail under this agreement, and what has left?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling, proved
from api.answers import answer
from api.bodies import read_object
from api.callers import digest_of
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    KEY_OF_A_SECRET,
    SIGNED,
    all_of,
    describe,
    describe_file,
)
from api.files import CSV, attachment
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.extracts.bodies import ExtractBody
from sharing.actions import extract_asking, extract_opening
from sharing.queries import extracts


OPENS_ONCE = (
    "A second call, even the same with the same Idempotency-Key, is a 409 and never a "
    "replay, because a replay would hand the extract out again: ask for another one."
)
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


class OpenExtract(Call):
    """The one-time link: a person who checks opens it, lately proved, once."""

    scope = "check"

    @describe_file(
        operation="openExtract",
        summary="Open an extract that was made for a link; it opens once",
        tag="extracts",
        media=(CSV,),
        kinds=(*CHANGING, *SIGNED),
        parameters=(KEY_OF_A_SECRET,),
        says=OPENS_ONCE,
    )
    def post(self, request: Request, extract_id: UUID) -> HttpResponse:
        """A second call is refused, whatever key it carries: nothing of it is kept."""
        call = calling(request, self)
        proved(request, call)
        content = extract_opening.open_once(
            extract_id=extract_id,
            asker_digest=digest_of(request),
            by=call.user,
            at=call.at,
        )
        return attachment(
            content, content_type=f"{CSV}; charset=utf-8", name="extract.csv"
        )

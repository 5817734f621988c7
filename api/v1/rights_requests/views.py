"""What did people ask about their data, and how does its clock run?"""

from collections.abc import Callable
from dataclasses import asdict

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.problems import Kinds
from api.v1.rights_requests import described
from api.v1.rights_requests.bodies import read_new, read_nothing, read_pause
from api.v1.rights_requests.shown import line_as_json, page_as_json
from rights.actions import answers, clocks, looks, requests


TAG = "rights-requests"


class RightsRequests(Call):
    """Every request and complaint, and recording another."""

    scope = "rights"

    @describe(
        operation="listRightsRequests",
        summary="List requests and complaints, the oldest record first",
        tag=TAG,
        answers=described.RightsRequestListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = looks.list_after(
            after=page.after[0] if page.after else "",
            limit=page.limit,
            by=call.user,
            at=call.at,
        )
        rows = [line_as_json(line) for line in found.lines]
        return paged(request, rows, after=(found.after,) if found.after else None)

    @describe(
        operation="recordRightsRequest",
        summary="Record a request or a complaint; its clock runs from its receipt",
        tag=TAG,
        takes=described.NewRightsRequestSerializer,
        answers=described.RightsRequestPageSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        given = read_new(read_object(request))
        reference = call.once(
            lambda: (
                requests.receive(**asdict(given), by=call.user, at=call.at).reference
            )
        )
        return _page(call, reference, status=201)


class RightsRequest(Call):
    """One request, its clock, and the entries it is about."""

    scope = "rights"

    @describe(
        operation="readRightsRequest",
        summary="Read one request",
        tag=TAG,
        answers=described.RightsRequestPageSerializer,
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        return _page(calling(request, self), reference)


class Pause(Call):
    """Stop the clock: the person was asked who they are or what they mean."""

    scope = "rights"

    @describe(
        operation="pauseRightsRequest",
        summary="Stop the clock while the person is asked",
        tag=TAG,
        takes=described.PauseSerializer,
        answers=described.RightsRequestPageSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        about, asked = read_pause(read_object(request))
        return _step(
            call,
            lambda: (
                clocks.pause(
                    about=about,
                    asked=asked,
                    reference=reference,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


class Resume(Call):
    """Start the clock again: the person has answered."""

    scope = "rights"

    @describe(
        operation="resumeRightsRequest",
        summary="Start the clock again",
        tag=TAG,
        answers=described.RightsRequestPageSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        read_nothing(read_object(request))
        return _step(
            call,
            lambda: (
                clocks.resume(reference=reference, by=call.user, at=call.at).reference
            ),
        )


class Acknowledge(Call):
    """Make the letter that says it arrived."""

    scope = "rights"

    @describe(
        operation="acknowledgeRightsRequest",
        summary="Acknowledge a request or complaint; the letter is made",
        tag=TAG,
        answers=described.RightsRequestPageSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        read_nothing(read_object(request))
        return _step(
            call,
            lambda: (
                answers.acknowledge(
                    reference=reference, by=call.user, at=call.at
                ).reference
            ),
        )


def _step(call: Calling, act: Callable[[], str]) -> HttpResponse:
    """Take the step once, and answer with the request as it stands then."""
    return _page(call, call.once(act))


def _page(call: Calling, reference: str, *, status: int = 200) -> HttpResponse:
    page = looks.open_request(reference=reference, by=call.user, at=call.at)
    return answer(page_as_json(page), status=status)

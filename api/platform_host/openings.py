"""How far is what was asked for, how does a guest come in, and is all well?"""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import organisations
from api.acting import calling, proved
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, SIGNED, describe
from api.platform_host import described
from api.platform_host.bodies import read_guest
from api.platform_host.calling import PlatformCall
from api.platform_host.shown import opening_as_json
from tenants import onboarding
from tenants.operations import figures


class Openings(PlatformCall):
    """What was asked for and is not open yet."""

    @describe(
        operation="listOpenings",
        summary="List the organisations being opened, the newest first",
        tag="organisations",
        answers=described.OpeningListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        found = onboarding.openings()
        return answer({"results": [opening_as_json(each) for each in found]})


class Opening(PlatformCall):
    """One opening, done or not."""

    @describe(
        operation="readOpening",
        summary="Read how far the opening of an organisation is",
        tag="organisations",
        answers=described.OpeningSerializer,
    )
    def get(self, request: Request, opening_id: UUID) -> HttpResponse:
        return opening_answer(opening_id)


class Guests(PlatformCall):
    """A contractor without staff in the system."""

    @describe(
        operation="openGuest",
        summary="Ask for a guest organisation; a worker opens it",
        tag="organisations",
        takes=described.OpenedGuestSerializer,
        answers=described.OpeningSerializer,
        status=202,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        given = read_guest(read_object(request))
        made = call.once(
            lambda: str(organisations.open_guest(**given, by=call.user, at=call.at))
        )
        return opening_answer(UUID(made), status=202)


class Operations(PlatformCall):
    """Counts only: nothing tells what any organisation holds."""

    @describe(
        operation="readOperations",
        summary="Read what an operator looks at first",
        tag="operations",
        answers=described.FigureListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        return answer({"results": [asdict(figure) for figure in figures()]})


def opening_answer(opening_id: UUID, *, status: int = 200) -> HttpResponse:
    """The opening as far as it is now."""
    location = f"/api/v1/openings/{opening_id}" if status == 202 else ""
    body = opening_as_json(onboarding.opening(opening_id))
    return answer(body, status=status, location=location)

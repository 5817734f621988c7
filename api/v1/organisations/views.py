"""Which organisations does the platform look after, and what does it ask of the worker?

Of an entry, a release or a person there is nothing here, and the database would refuse it.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import organisations as asking
from accounts.queries import organisations
from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, all_of, describe, page_of
from api.problems import Kinds
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.organisations.bodies import GuestBody, OpenBody
from tenants.onboarding import Opening
from tenants.stopping import Standing


OpeningSerializer = serialiser_of(Opening, "Opening", answered=True)
StandingSerializer = serialiser_of(Standing, "Organisation", answered=True)
LineSerializer = serialiser_of(
    organisations.OrganisationLine, "OrganisationLine", answered=True
)
ASKED: dict[str, Any] = {
    "tag": "organisations",
    "status": 202,
    "kinds": CHANGING,
    "parameters": (IDEMPOTENCY_KEY,),
}


class Organisations(Call):
    """Every organisation, and a new one."""

    scope = "platform"

    @describe(
        operation="listOrganisations",
        summary="List the organisations by their short names, whatever their status",
        tag="organisations",
        answers=page_of("OrganisationList", LineSerializer),
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        lines, after = organisations.organisations_after(
            call.user,
            after=page.after[0] if page.after else "",
            limit=page.limit,
            at=call.at,
        )
        rows = [written(each) for each in lines]
        return paged(request, rows, after=None if after is None else (after,))

    @describe(
        operation="openOrganisation",
        summary="Ask for an organisation to be opened; a worker makes its schema",
        takes=serialiser_of(OpenBody, "OrganisationOpening"),
        answers=OpeningSerializer,
        **ASKED,
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        body = read(OpenBody, read_object(request))
        made = call.once(
            lambda: str(
                asking.open_organisation(
                    slug=body.slug,
                    name=body.name,
                    kind=body.kind,
                    pack_name=body.pack,
                    details=body.details,
                    by=call.user,
                    at=call.at,
                )
            )
        )
        return _opening(call, UUID(made), status=202)


class Guests(Call):
    """A contractor without staff in the system."""

    scope = "platform"

    @describe(
        operation="openGuest",
        summary="Ask for a guest organisation: up to ten named people, no register",
        takes=serialiser_of(GuestBody, "GuestOpening"),
        answers=OpeningSerializer,
        **ASKED,
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        body = read(GuestBody, read_object(request))
        made = call.once(
            lambda: str(asking.open_guest(**written(body), by=call.user, at=call.at))
        )
        return _opening(call, UUID(made), status=202)


class Openings(Call):
    """What was asked for and is not open yet."""

    scope = "platform"

    @describe(
        operation="listOpenings",
        summary="List the organisations that are being opened",
        tag="organisations",
        answers=all_of("OpeningList", OpeningSerializer),
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = organisations.openings_for(call.user, at=call.at)
        return answer({"results": [written(each) for each in found]})


class OneOpening(Call):
    """How far one is."""

    scope = "platform"

    @describe(
        operation="readOpening",
        summary="Read how far an opening is, and where the organisation is once open",
        tag="organisations",
        answers=OpeningSerializer,
    )
    def get(self, request: Request, opening_id: UUID) -> HttpResponse:
        return _opening(calling(request, self), opening_id)


class OneOrganisation(Call):
    """One organisation as the platform sees it."""

    scope = "platform"

    @describe(
        operation="readOrganisation",
        summary="Read how one organisation stands, and what was asked of it",
        tag="organisations",
        answers=StandingSerializer,
    )
    def get(self, request: Request, organisation_id: UUID) -> HttpResponse:
        return standing_answer(calling(request, self), organisation_id)


def _opening(call: Calling, opening_id: UUID, *, status: int = 200) -> HttpResponse:
    found = organisations.opening_for(call.user, opening_id, at=call.at)
    location = f"/api/v1/openings/{opening_id}" if status == 202 else ""
    return answer(written(found), status=status, location=location)


def standing_answer(
    call: Calling, organisation_id: UUID, *, status: int = 200
) -> HttpResponse:
    found = organisations.organisation_for(call.user, organisation_id, at=call.at)
    return answer(written(found), status=status)

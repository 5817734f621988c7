"""By which way may an extract leave, who named it, and who confirmed it?

Naming and confirming bind: a person does both, lately proved. Closing is never slowed.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, proved
from api.answers import answer
from api.bodies import LONGEST, read_object
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    SIGNED,
    VERSIONED,
    describe,
    with_file,
)
from api.files import with_file as sent_with_file
from api.shapes import read, written
from api.shapes_described import serialiser_of
from api.v1.extracts.bodies import ConfirmBody, WayBody
from api.versions import if_match, number_in
from sharing.actions import extract_routes
from sharing.queries import extracts


WaySerializer = serialiser_of(extracts.RoutePage, "ExtractWay", answered=True)
STEP: dict[str, Any] = {"tag": "extracts", "answers": WaySerializer}


class Way(Call):
    """The one way of an agreement, and a new one where there is none."""

    scope = "sharing:manage"

    @describe(
        operation="readExtractWay",
        summary="Read by which way extracts may leave, and the signer to pin",
        **STEP,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return _answer(calling(request, self), agreement_id)

    @describe(
        operation="nameExtractWay",
        summary="Name the mailbox, and its certificate, to which an extract would go",
        takes=with_file(
            "ExtractWayForm", "certificate", serialiser_of(WayBody, "ExtractWayNamed")
        ),
        status=201,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
        **STEP,
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        given = sent_with_file(request, "certificate", longest=2 * LONGEST)
        call = calling(request, self, body=given.told)
        proved(request, call)
        body = read(WayBody, given.body)
        call.once(
            lambda: str(
                extract_routes.propose(
                    agreement_id=agreement_id,
                    kind=body.kind.value,
                    address=body.address,
                    certificate=given.file,
                    reason=body.reason,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _answer(call, agreement_id, status=201)


class ConfirmWay(Call):
    """The discloser's sharing officer rang the partner and typed what they heard."""

    scope = "sharing:manage"

    @describe(
        operation="confirmExtractWay",
        summary="Confirm the way over another channel; a fingerprint is typed",
        takes=serialiser_of(ConfirmBody, "ExtractWayConfirmed"),
        kinds=(*CHANGING, *SIGNED, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
        **STEP,
    )
    def post(self, request: Request, route_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(ConfirmBody, read_object(request))
        seen = number_in(if_match(request))
        of = call.once(
            lambda: str(
                extract_routes.confirm(
                    route_id=route_id,
                    fingerprint=body.fingerprint,
                    how=body.how,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).agreement_id
            )
        )
        return _answer(call, UUID(of))


class CloseWay(Call):
    """Either side closes it: nothing leaves by it any more."""

    scope = "sharing:manage"

    @describe(
        operation="closeExtractWay",
        summary="Close the way at once, from either side",
        tag="extracts",
        answers=serialiser_of(extracts.WayClosed, "ExtractWayClosed", answered=True),
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, route_id: UUID) -> HttpResponse:
        call = calling(request, self)
        made = call.once(
            lambda: str(
                extract_routes.withdraw(route_id=route_id, by=call.user, at=call.at).pk
            )
        )
        return answer(written(extracts.closed_for(call.user, UUID(made), at=call.at)))


def _answer(call: Calling, agreement_id: UUID, *, status: int = 200) -> HttpResponse:
    """The way as it stands; its ETag says how far it is."""
    found = extracts.way_for(call.user, agreement_id, at=call.at)
    location = f"/api/v1/agreements/{agreement_id}/extract-way" if status == 201 else ""
    return answer(written(found), status=status, version=found.seen, location=location)

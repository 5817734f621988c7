"""Which step does a program take in an appeal?"""

from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.v1.appeals import described
from api.v1.appeals.bodies import (
    read_hearing,
    read_member,
    read_names,
    read_nothing,
    read_text,
)
from api.v1.appeals.views import appeal_answer
from api.versions import if_match, number_in
from register.actions import appeals


def step_answer(call: Calling, act: Callable[[], str]) -> HttpResponse:
    """Take the step once, and answer with the appeal as it stands then."""
    return appeal_answer(call, call.once(act))


class Acknowledge(Call):
    """Acknowledge an appeal: the person gets a letter."""

    scope = "decide"

    @describe(
        operation="acknowledgeAppeal",
        summary="Acknowledge an appeal: the person gets a letter",
        tag="appeals",
        takes=described.AppealNothingSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        read_nothing(read_object(request))
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.acknowledge(
                    reference=reference, version=version, by=call.user, at=call.at
                ).reference
            ),
        )


class Hearing(Call):
    """Set the hearing, or put it off: the person gets a letter."""

    scope = "decide"

    @describe(
        operation="setAppealHearing",
        summary="Set the hearing, or put it off: the person gets a letter",
        tag="appeals",
        takes=described.AppealHearingSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_hearing(read_object(request))
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.set_hearing(
                    reference=reference,
                    hearing_at=asked.hearing_at,
                    place=asked.place,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


class Members(Call):
    """Name a panel member, who had no part in the entry."""

    scope = "decide"

    @describe(
        operation="nameAppealMember",
        summary="Name a panel member, who had no part in the entry",
        tag="appeals",
        takes=described.AppealNamedSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_member(read_object(request))
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.assign(
                    reference=reference,
                    member=asked,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).appeal.reference
            ),
        )


class Papers(Call):
    """Make the papers for the hearing, and the person's copy."""

    scope = "decide"

    @describe(
        operation="makeAppealPapers",
        summary="Make the papers for the hearing, and the person's copy",
        tag="appeals",
        takes=described.AppealPapersSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_names(read_object(request))
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.prepare(
                    reference=reference,
                    also_leave_out=asked,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).appeal.reference
            ),
        )


class Withdraw(Call):
    """The person takes the appeal back."""

    scope = "decide"

    @describe(
        operation="withdrawAppeal",
        summary="The person takes the appeal back",
        tag="appeals",
        takes=described.AppealTakenBackSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_text(
            read_object(request), "words", required="Send the person's words."
        )
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.withdraw(
                    reference=reference,
                    words=asked,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )

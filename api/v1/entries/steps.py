"""Which step in an entry's life does a program take?"""

from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.shapes import read
from api.v1.entries import described
from api.v1.entries.bodies import CorrectionBody, Reason
from api.v1.entries.views import entry_answer
from api.versions import if_match, number_in
from register.actions import corrections, entries
from register.actions.keeping import Keeping
from sharing.actions import approvals


class Withdraw(Call):
    """Take an entry off the register."""

    scope = "decide"

    @describe(
        operation="withdrawEntry",
        summary="Take an entry off the register: it answers nothing from now on",
        tag="entries",
        takes=described.ReasonSerializer,
        answers=described.EntrySerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        body = read(Reason, read_object(request))
        version = number_in(if_match(request))
        return _step(
            call,
            lambda: (
                entries.withdraw(
                    reference=reference,
                    reason=body.reason,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


class Review(Call):
    """Keep an entry after a review."""

    scope = "decide"

    @describe(
        operation="reviewEntry",
        summary="Keep an entry by a fresh decision; to remove it, withdraw it",
        tag="entries",
        takes=described.KeepingSerializer,
        answers=described.EntrySerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read(Keeping, read_object(request))
        version = number_in(if_match(request))
        return _step(
            call,
            lambda: (
                approvals.keep(
                    reference=reference,
                    asked=asked,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).entry.reference
            ),
        )


class Correct(Call):
    """Put right what an entry says."""

    scope = "decide"

    @describe(
        operation="correctEntry",
        summary="Put right what an entry says; send the ETag that was read",
        tag="entries",
        takes=described.CorrectionSerializer,
        answers=described.EntrySerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        body = read(CorrectionBody, read_object(request))
        version = number_in(if_match(request, required=True))
        return _step(
            call,
            lambda: (
                corrections.correct(
                    reference=reference,
                    correction=body.correction,
                    reason=body.reason,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


def _step(call: Calling, act: Callable[[], str]) -> HttpResponse:
    """Take the step once, and answer with the entry as it stands then."""
    return entry_answer(call, call.once(act))

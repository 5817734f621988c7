"""Which step in an entry's life does a program take?"""

from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.v1.entries import described
from api.v1.entries.bodies import read_reason
from api.v1.entries.views import entry_answer
from api.versions import if_match, number_in
from register.actions import entries


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
        reason = read_reason(read_object(request))
        version = number_in(if_match(request))
        return _step(
            call,
            lambda: (
                entries.withdraw(
                    reference=reference,
                    reason=reason,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


def _step(call: Calling, act: Callable[[], str]) -> HttpResponse:
    """Take the step once, and answer with the entry as it stands then."""
    return entry_answer(call, call.once(act))

"""POST a check before a visit or contact, and open its answer again."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.acting import idempotency_key
from api.bodies import read_object
from api.callers import Caller
from api.problems import Kinds, Problem
from api.v1.check_answer import as_json
from api.v1.check_body import read_check
from api.v1.described import describe_check, describe_checks
from sharing import check as checking
from sharing.check import CheckAnswer


if TYPE_CHECKING:
    from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")
NO_ANSWER = "Do not take this to mean that there is no warning."


class CheckCall(APIView):
    """A call whose caller is judged where its answer is found, in one statement.

    What stands in its way before that, such as a body that cannot be read, is told only
    to somebody who may check: others learn that they may not.
    """

    def handle_exception(self, exc: Exception) -> Response:
        if _is_early(exc) and isinstance(self.request.user, Caller):
            try:
                inward(self.request, checking.may_ask)
            except Problem as refusal:
                return super().handle_exception(refusal)
        return super().handle_exception(exc)


def _is_early(error: Exception) -> bool:
    """May this have come up before the caller was judged?"""
    if isinstance(error, Problem):
        return error.kind.value.status in {400, 413, 415}
    return isinstance(error, MethodNotAllowed)


@describe_checks
class Checks(CheckCall):
    """Is there a warning for this visit or contact?"""

    def post(self, request: Request) -> HttpResponse:
        now = timezone.now()
        asked = read_check(read_object(request), today=now.astimezone(LONDON).date())
        return _answer(
            request,
            lambda organisation, digest: checking.check(
                organisation=organisation,
                asker_digest=digest,
                request=asked,
                at=now,
                idempotency_key=idempotency_key(request),
            ),
        )


@describe_check
class Check(CheckCall):
    """What did this check say, decided again now?"""

    def get(self, request: Request, check_id: UUID) -> HttpResponse:
        now = timezone.now()
        return _answer(
            request,
            lambda organisation, digest: checking.again(
                organisation=organisation,
                asker_digest=digest,
                check_id=check_id,
                at=now,
            ),
        )


def _answer(
    request: Request, ask: Callable[["Organisation", bytes], CheckAnswer]
) -> HttpResponse:
    response = HttpResponse(
        json.dumps(as_json(inward(request, ask))), content_type="application/json"
    )
    response["Cache-Control"] = "no-store"
    return response


def inward[Told](
    request: Request, ask: Callable[["Organisation", bytes], Told]
) -> Told:
    """Ask inward, and raise the problem that stands in the way."""
    organisation = request._request.organisation  # type: ignore[attr-defined]
    try:
        return ask(organisation, cast("Caller", request.user).digest)
    except checking.NotRecorded:
        raise _not_now(organisation) from None
    except REFUSALS as error:
        raise _refusal(error) from None


REFUSALS = (
    checking.BadRequest,
    checking.KeyReused,
    checking.NotScoped,
    checking.NotSignedIn,
    checking.NotYours,
    checking.Stale,
)
SENTENCES: dict[type[Exception], tuple[Kinds, str]] = {
    checking.NotSignedIn: (
        Kinds.NO_CREDENTIAL,
        "The credential is not one of this organisation's, or has ended. Get a new one.",
    ),
    checking.NotScoped: (
        Kinds.NOT_ALLOWED,
        "Ask your administrator for a credential with the scope `check`.",
    ),
    checking.NotYours: (Kinds.NOT_FOUND, "There is no such check of yours."),
    checking.Stale: (Kinds.STALE, "Check again: answers are good for one day."),
    checking.KeyReused: (
        Kinds.KEY_REUSED,
        "Send a new Idempotency-Key with a different check.",
    ),
}


def _refusal(error: Exception) -> Problem:
    if isinstance(error, checking.BadRequest):
        return Problem(
            Kinds.INVALID,
            "Correct the fields named and send it again.",
            errors=error.errors,
        )
    kind, sentence = SENTENCES[type(error)]
    if kind is Kinds.NO_CREDENTIAL:
        return Problem(kind, sentence, WWW_Authenticate='Bearer realm="heed"')
    return Problem(kind, sentence)


def _not_now(organisation: "Organisation") -> Problem:
    """503 with whom to ring and nothing else: what is not recorded is not told."""
    ring = ""
    if organisation.duty_phone:
        desk = organisation.duty_name or "the duty desk"
        ring = f" Ring {desk}: {organisation.duty_phone}."
    return Problem(Kinds.NOT_NOW, NO_ANSWER + ring, Retry_After="5")

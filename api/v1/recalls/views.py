"""What was taken back from us, and what do we say that we did about it?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.bodies import Errors, parsed, read_object, refuse_if_any, refuse_unknown
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.v1.recalls import described
from sharing.actions import acknowledgements, recall_looks
from sharing.queries.recalls import RecallLine
from sharing.reasons import RecallDone


SAY = f"Send one of: {', '.join(RecallDone.codes())}."


class Recalls(Call):
    """What others took back or corrected, what waits for an answer first."""

    scope = "check"

    @describe(
        operation="listRecalls",
        summary="List what was recalled from this organisation, open ones first",
        tag="recalls",
        answers=described.RecallListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = recall_looks.list_recalls(by=call.user, at=call.at)
        return answer({"results": [recall_as_json(line) for line in found.received]})


class Acknowledge(Call):
    """State what was done with what was shown."""

    scope = "check"

    @describe(
        operation="acknowledgeRecall",
        summary="Say what was done with what is recalled",
        tag="recalls",
        takes=described.AcknowledgementSerializer,
        answers=described.RecallSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, recall_id: UUID) -> HttpResponse:
        call = calling(request, self)
        done = _done_in(read_object(request))
        made = call.once(
            lambda: str(
                acknowledgements.acknowledge(
                    recall_id=recall_id, done=done, by=call.user, at=call.at
                ).pk
            )
        )
        found = recall_looks.open_recall(recall_id=UUID(made), by=call.user, at=call.at)
        return answer(recall_as_json(found.line))


def _done_in(body: dict[str, Any]) -> str:
    errors: Errors = {}
    refuse_unknown(body, frozenset({"done"}), errors)
    done = parsed(body, "done", errors, read=RecallDone, say=SAY)
    if done is None:
        errors.setdefault("done", SAY)
    refuse_if_any(errors)
    return str(done)


def recall_as_json(line: RecallLine) -> dict[str, Any]:
    answered = line.acknowledged_at
    body: dict[str, Any] = {
        "id": str(line.id),
        "marker": str(line.marker),
        "organisation": line.owner,
        "agreement": line.agreement,
        "why": line.reason,
        "raised_at": line.raised_at.isoformat(),
        "shown_at": line.shown_at.isoformat() if line.shown_at else None,
        "due_on": line.due_on.isoformat(),
        "suspends_on": line.suspends_on.isoformat(),
        "acknowledged_at": answered.isoformat() if answered else None,
    }
    return body | ({"done": line.done} if line.done else {})

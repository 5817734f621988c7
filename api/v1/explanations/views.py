"""Why does this partner see this entry, or not?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.bodies import (
    Errors,
    parsed,
    read_object,
    refuse_if_any,
    refuse_unknown,
    text,
)
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.v1.explanations import described
from sharing.actions.explaining import explain
from sharing.queries.explanations import Explanation


FIELDS = frozenset({"entry", "recipient"})


class Explanations(Call):
    """Ask the gate for all of its reasons."""

    scope = "sharing:manage"

    @describe(
        operation="explain",
        summary="Ask why a partner sees an entry, or does not",
        tag="sharing",
        takes=described.ExplanationAskedSerializer,
        answers=described.ExplanationSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Nothing is changed, so a call sent again is simply decided again."""
        call = calling(request, self)
        entry, recipient = _read(read_object(request))
        found = explain(
            entry_reference=entry, recipient=recipient, by=call.user, at=call.at
        )
        return answer(_as_json(found))


def _read(body: Mapping[str, Any]) -> tuple[str, UUID]:
    errors: Errors = {}
    refuse_unknown(body, FIELDS, errors)
    entry = text(body, "entry", errors, longest=40)
    say = "Send the id of the other organisation."
    recipient = parsed(body, "recipient", errors, read=UUID, say=say)
    if not entry:
        errors.setdefault("entry", "Send the entry's reference.")
    if recipient is None:
        errors.setdefault("recipient", say)
    refuse_if_any(errors)
    assert recipient is not None  # noqa: S101 - refused above
    return entry, recipient


def _as_json(found: Explanation) -> dict[str, Any]:
    body: dict[str, Any] = {
        "recipient": found.organisation,
        "permitted": found.permit,
        "reasons": [
            {
                "rule": reason.rule,
                "sentence": reason.sentence,
                "authority": reason.authority,
            }
            for reason in found.reasons
        ],
        "repair": list(found.repair),
        "decided_by": list(found.determining),
    }
    return body | ({"level": found.level} if found.level else {})

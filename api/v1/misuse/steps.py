"""Who does what about a misuse case, and how does it end?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.shapes import read
from api.v1.misuse import described
from api.v1.misuse.bodies import ClosingBody, DecisionBody, DoneBody
from api.v1.misuse.views import case_answer
from api.versions import if_match, number_in
from sharing.actions import misuse


STEP: dict[str, Any] = {
    "tag": "misuse",
    "answers": described.MisuseCaseSerializer,
    "kinds": (*CHANGING, *VERSIONED),
    "parameters": (IDEMPOTENCY_KEY, IF_MATCH),
}


class FinishTask(Call):
    """Say what was done about one of this side's tasks."""

    scope = "sharing:manage"

    @describe(
        operation="finishMisuseTask",
        summary="Say what was done about a task of this side",
        takes=described.MisuseTaskDoneSerializer,
        **STEP,
    )
    def post(self, request: Request, case_id: UUID, task_id: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(DoneBody, read_object(request))
        seen = number_in(if_match(request))
        call.once(
            lambda: str(
                misuse.finish_task(
                    case_id=case_id,
                    task_id=task_id,
                    note=body.note,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).pk
            )
        )
        return case_answer(call, case_id)


class Decide(Call):
    """Whether this side tells the Information Commissioner, and why."""

    scope = "sharing:manage"

    @describe(
        operation="decideMisuse",
        summary="Record whether this side tells the ICO, and why",
        takes=described.MisuseDecidingSerializer,
        **STEP,
    )
    def post(self, request: Request, case_id: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(DecisionBody, read_object(request))
        seen = number_in(if_match(request))
        call.once(
            lambda: str(
                misuse.decide_on_ico(
                    case_id=case_id,
                    tell_ico=body.tell_ico,
                    reason=body.reason,
                    ico_reference=body.ico_reference,
                    late_reason=body.late_reason,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).pk
            )
        )
        return case_answer(call, case_id)


class Close(Call):
    """The discloser's sharing officer says how it ended."""

    scope = "sharing:manage"

    @describe(
        operation="closeMisuseCase",
        summary="Say how it ended; ENDED ends the agreement and recalls everything",
        takes=described.MisuseClosingSerializer,
        **STEP,
    )
    def post(self, request: Request, case_id: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(ClosingBody, read_object(request))
        seen = number_in(if_match(request))
        call.once(
            lambda: str(
                misuse.close(
                    case_id=case_id,
                    outcome=body.outcome.value,
                    reason=body.reason,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).pk
            )
        )
        return case_answer(call, case_id)

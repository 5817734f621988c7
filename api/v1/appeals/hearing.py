"""What do the panel and the employee say in an appeal, by a program?"""

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.v1.appeals import described
from api.v1.appeals.bodies import read_ruling, read_text, read_view
from api.v1.appeals.steps import step_answer
from api.versions import if_match, number_in
from register.actions import appeals


class View(Call):
    """Give the caller's own view, after the hearing."""

    scope = "decide"

    @describe(
        operation="giveAppealView",
        summary="Give the caller's own view, after the hearing",
        tag="appeals",
        takes=described.AppealViewSerializer,
        answers=described.AppealSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_view(read_object(request))
        return step_answer(
            call,
            lambda: (
                appeals.give_view(
                    reference=reference,
                    view=asked.view,
                    reasons=asked.reasons,
                    by=call.user,
                    at=call.at,
                ).appeal.reference
            ),
        )


class Decide(Call):
    """Record what the panel decided, and bring about its effect."""

    scope = "decide"

    @describe(
        operation="decideAppeal",
        summary="Record what the panel decided, and bring about its effect",
        tag="appeals",
        takes=described.AppealRulingSerializer,
        answers=described.AppealSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        asked = read_ruling(read_object(request))
        version = number_in(if_match(request))
        return step_answer(
            call,
            lambda: (
                appeals.decide(
                    reference=reference,
                    ruling=asked,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            ),
        )


class Comment(Call):
    """The employee who reported speaks to the panel."""

    scope = "decide"

    @describe(
        operation="commentOnAppeal",
        summary="Comment on an appeal as the employee who reported",
        tag="appeals",
        takes=described.AppealCommentSerializer,
        answers=described.AppealReferenceSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        said = read_text(
            read_object(request), "text", required="Say what the panel should know."
        )
        done = call.once(
            lambda: (
                appeals.comment(
                    reference=reference, text=said, by=call.user, at=call.at
                ).appeal.reference
            )
        )
        return answer({"reference": done})

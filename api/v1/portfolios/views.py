"""What is an agreement about, and what would another list change?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer
from api.described import CHANGING, EVERY_CALL, IDEMPOTENCY_KEY, describe, problems
from api.shapes import written
from api.shapes_described import serialiser_of
from api.v1.portfolios import described
from api.v1.portfolios.bodies import ChangeBody, ReplaceBody, replacing, sent, staging
from sharing.actions import portfolio_changes
from sharing.queries import portfolios


class Portfolio(Call):
    """What one of our agreements covers now, and the changes made to it lately."""

    scope = "sharing:manage"

    @describe(
        operation="readPortfolio",
        summary="Read what an agreement covers",
        tag="portfolios",
        answers=described.PortfolioSerializer,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self)
        page = portfolios.portfolio_of(call.user, agreement_id, at=call.at)
        return answer(written(page))


class PortfolioChanges(Call):
    """Give another list: it is read and compared, and replaces nothing yet."""

    scope = "sharing:manage"

    @extend_schema(
        operation_id="givePortfolio",
        summary="Give homes, areas or cases to look at before they replace anything",
        tags=["portfolios"],
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": serialiser_of(ChangeBody, "PortfolioGiven"),
            "text/csv": OpenApiTypes.STR,
        },
        responses={
            202: described.PortfolioChangeSerializer,
            **problems(*EVERY_CALL, *CHANGING),
        },
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        given = sent(request)
        call = calling(request, self, body=given.content)
        made = call.once(staging(given, agreement_id, call))
        return change_answer(call, UUID(made), status=202)


class PortfolioChange(Call):
    """How far a change is, and what it would do."""

    scope = "sharing:manage"

    @describe(
        operation="readPortfolioChange",
        summary="Read how far a change is, and what it would add, drop, show and hide",
        tag="portfolios",
        answers=described.PortfolioChangeSerializer,
    )
    def get(self, request: Request, change_id: UUID) -> HttpResponse:
        return change_answer(calling(request, self), change_id)


STEP: dict[str, Any] = {
    "tag": "portfolios",
    "answers": described.PortfolioChangeSerializer,
    "kinds": CHANGING,
    "parameters": (IDEMPOTENCY_KEY,),
}


class Replace(Call):
    """Put a change in place: the partner's next check is judged by it."""

    scope = "sharing:manage"

    @describe(
        operation="replacePortfolio",
        summary="Put a change in place of what the agreement covers now",
        takes=serialiser_of(ReplaceBody, "PortfolioReplacing"),
        **STEP,
    )
    def post(self, request: Request, change_id: UUID) -> HttpResponse:
        body = replacing(request)
        call = calling(request, self)
        call.once(
            lambda: str(
                portfolio_changes.replace(
                    change_id=change_id,
                    leave_out=body.leave_out,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return change_answer(call, change_id)


class GiveUp(Call):
    """Give a change up before it is in place."""

    scope = "sharing:manage"

    @describe(
        operation="giveUpPortfolioChange",
        summary="Give a change up: the portfolio stands as it was",
        **STEP,
    )
    def post(self, request: Request, change_id: UUID) -> HttpResponse:
        call = calling(request, self)
        call.once(
            lambda: str(
                portfolio_changes.abandon(
                    change_id=change_id, by=call.user, at=call.at
                ).pk
            )
        )
        return change_answer(call, change_id)


def change_answer(call: Calling, change_id: UUID, *, status: int = 200) -> HttpResponse:
    """The change as it stands; each finding is the number of its row, and a sentence."""
    page = portfolios.change_for(call.user, change_id, at=call.at)
    lines = [{"row": row, "detail": sentence} for row, sentence in page.findings]
    location = f"/api/v1/portfolio-changes/{change_id}" if status == 202 else ""
    return answer(written(page) | {"findings": lines}, status=status, location=location)

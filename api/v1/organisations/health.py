"""Is all well with every agreement? Never what any of them is about."""

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import page_asked, paged
from api.described import LIST, describe, page_of
from api.problems import Kinds
from api.shapes import written
from api.shapes_described import serialiser_of
from sharing.queries.health import HealthLine, health


class AgreementHealth(Call):
    """What stops each agreement, or soon will."""

    scope = "platform"

    @describe(
        operation="listAgreementHealth",
        summary="List every agreement by reference, with what stops it or soon will",
        tag="organisations",
        answers=page_of(
            "AgreementHealthList",
            serialiser_of(HealthLine, "AgreementHealth", answered=True),
        ),
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        lines = sorted(health(call.user, at=call.at), key=lambda line: line.reference)
        rows = [
            line for line in lines if not page.after or line.reference > page.after[0]
        ]
        shown = rows[: page.limit]
        after = (shown[-1].reference,) if len(rows) > page.limit else None
        return paged(request, [written(line) for line in shown], after=after)

"""What has been agreed with whom, and where does it stand?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.problems import Kinds
from api.v1.agreements import described
from api.v1.agreements.bodies import read_draft
from api.v1.agreements.shown import agreement_as_json, row_as_json
from sharing import queries
from sharing.actions import agreements


class Agreements(Call):
    """Every agreement this organisation is a party to."""

    scope = "sharing:manage"

    @describe(
        operation="listAgreements",
        summary="List the agreements of which this organisation is a party",
        tag="sharing",
        answers=described.AgreementListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        rows = [
            row
            for row in queries.agreements(call.user, at=call.at)
            if not page.after or row.reference > page.after[0]
        ]
        shown = rows[: page.limit]
        after = (shown[-1].reference,) if len(rows) > page.limit else None
        return paged(
            request,
            [row_as_json(row, program=call.caller.is_program) for row in shown],
            after=after,
        )

    @describe(
        operation="draftAgreement",
        summary="Draft an agreement to disclose to another organisation",
        tag="sharing",
        takes=described.DraftSerializer,
        answers=described.AgreementSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        given = read_draft(read_object(request))
        made = call.once(
            lambda: str(
                agreements.draft(
                    discloser=given.discloser,
                    recipient=given.recipient,
                    title=given.title,
                    terms=given.terms,
                    by=call.user,
                    at=call.at,
                ).agreement_id
            )
        )
        return agreement_answer(call, UUID(made), status=201)


class Agreement(Call):
    """One agreement, for either party."""

    scope = "sharing:manage"

    @describe(
        operation="readAgreement",
        summary="Read one agreement",
        tag="sharing",
        answers=described.AgreementSerializer,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return agreement_answer(calling(request, self), agreement_id)


def agreement_answer(
    call: Calling, agreement_id: UUID, *, status: int = 200
) -> HttpResponse:
    """The agreement as it stands now."""
    page = queries.agreement_for(call.user, agreement_id, at=call.at)
    location = f"/api/v1/agreements/{agreement_id}" if status == 201 else ""
    body = agreement_as_json(page, program=call.caller.is_program)
    return answer(body, status=status, version=page.seen, location=location)

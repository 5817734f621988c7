"""What went wrong with what was shared, and what follows from a report?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.shapes import read
from api.v1.misuse import described
from api.v1.misuse.bodies import ReportBody
from api.v1.misuse.shown import case_as_json, row_as_json
from sharing.actions import misuse
from sharing.queries.misuse import case_for, cases_for


class MisuseCases(Call):
    """Every case of this organisation's agreements, and a new one."""

    scope = "sharing:manage"

    @describe(
        operation="listMisuseCases",
        summary="List the misuse cases of this organisation's agreements, newest first",
        tag="misuse",
        answers=described.MisuseListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = cases_for(call.user, at=call.at)
        return answer({"results": [row_as_json(of, line) for of, line in found]})

    @describe(
        operation="reportMisuse",
        summary="Report misuse: sharing under the agreement stops before this answers",
        tag="misuse",
        takes=described.MisuseReportSerializer,
        answers=described.MisuseCaseSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        body = read(ReportBody, read_object(request))
        made = call.once(
            lambda: str(
                misuse.report(
                    agreement_id=body.agreement,
                    given=misuse.MisuseReport(
                        kind=body.kind.value,
                        what_happened=body.what_happened,
                        people_affected=body.people_affected,
                        aware_at=body.aware_at,
                    ),
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return case_answer(call, UUID(made), status=201)


class MisuseCase(Call):
    """One case, for either party."""

    scope = "sharing:manage"

    @describe(
        operation="readMisuseCase",
        summary="Read one misuse case, with its clock and who does what",
        tag="misuse",
        answers=described.MisuseCaseSerializer,
    )
    def get(self, request: Request, case_id: UUID) -> HttpResponse:
        return case_answer(calling(request, self), case_id)


def case_answer(call: Calling, case_id: UUID, *, status: int = 200) -> HttpResponse:
    """The case as it stands now."""
    page = case_for(call.user, case_id, at=call.at)
    location = f"/api/v1/misuse-cases/{case_id}" if status == 201 else ""
    return answer(
        case_as_json(page), status=status, version=page.seen, location=location
    )

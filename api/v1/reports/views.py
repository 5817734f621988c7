"""Which reports are there, and which step does a program take with one?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, LIST, VERSIONED, describe
from api.problems import Kinds, Problem
from api.shapes import read, written
from api.v1.reports import described
from api.v1.reports.bodies import Comment, DecisionBody, Reason
from api.versions import if_match, number_in
from register.actions import looks, reports
from register.facts import ReportContent
from register.shown import ReportPage
from register.states import Origin
from sharing.actions import approvals


KINDS = (*CHANGING, *VERSIONED)
HEADERS = (IDEMPOTENCY_KEY, IF_MATCH)


class Reports(Call):
    """Reports that the caller made or may act on."""

    scope = "reports:write"

    @describe(
        operation="listReports",
        summary="List the reports that the caller made or may act on, newest first",
        tag="reports",
        answers=described.ReportListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = looks.list_reports_after(
            after=_id(page.after), limit=page.limit, by=call.user, at=call.at
        )
        rows = [
            {
                "reference": row.reference,
                "state": row.state,
                "entry": row.entry_reference or None,
                "submitted_at": written(row.submitted_at),
            }
            for row in found.rows
        ]
        return paged(request, rows, after=found.after)

    @describe(
        operation="sendReport",
        summary="Send in a report, complete under the register's policy",
        tag="reports",
        takes=described.ContentSerializer,
        answers=described.ReportSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        content = read(ReportContent, read_object(request))
        origin = Origin.API if call.caller.is_program else Origin.STAFF
        reference = call.once(
            lambda: (
                reports.raise_report(
                    content=content, origin=origin, by=call.user, at=call.at
                ).reference
            )
        )
        return _told(call, reference, status=201)


class Report(Call):
    """One report."""

    scope = "reports:write"

    @describe(
        operation="readReport",
        summary="Read one report",
        tag="reports",
        answers=described.ReportSerializer,
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        return _told(calling(request, self), reference)


class Countersign(Call):
    """Stand behind a report."""

    scope = "reports:write"

    @describe(
        operation="countersignReport",
        summary="Stand behind a report; never its reporter",
        tag="reports",
        takes=described.CommentSerializer,
        answers=described.ReportSerializer,
        kinds=KINDS,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        body = read(Comment, read_object(request))
        version = number_in(if_match(request))
        call.once(
            lambda: (
                reports.countersign(
                    reference=reference,
                    comment=body.comment,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            )
        )
        return _told(call, reference)


class Return(Call):
    """Send a report back to its reporter."""

    scope = "reports:write"

    @describe(
        operation="returnReport",
        summary="Send a report back to its reporter with a reason",
        tag="reports",
        takes=described.ReasonSerializer,
        answers=described.ReportSerializer,
        kinds=KINDS,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        body = read(Reason, read_object(request))
        version = number_in(if_match(request))
        call.once(
            lambda: (
                reports.return_to_reporter(
                    reference=reference,
                    reason=body.reason,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).reference
            )
        )
        return _told(call, reference)


class Decide(Call):
    """Decide a report: approve, monitor or decline."""

    scope = "decide"

    @describe(
        operation="decideReport",
        summary="Decide a report with every criterion; neither reporter nor countersigner",
        tag="reports",
        takes=described.DecisionSerializer,
        answers=described.ReportSerializer,
        kinds=KINDS,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        body = read(DecisionBody, read_object(request))
        version = number_in(if_match(request))
        call.once(
            lambda: (
                approvals.decide(
                    reference=reference,
                    outcome=body.outcome,
                    criteria=body.criteria,
                    proportionality=body.proportionality,
                    audience=body.audience,
                    tell=body.tell,
                    ruling=body.ruling,
                    joins=body.joins,
                    version=version,
                    by=call.user,
                    at=call.at,
                ).report.reference
            )
        )
        return _told(call, reference)


def _told(call: Calling, reference: str, *, status: int = 200) -> HttpResponse:
    """The report as it stands now, for this caller; the look is on record."""
    page = looks.open_report(reference=reference, by=call.user, at=call.at)
    where = f"/api/v1/reports/{page.reference}" if status == 201 else ""
    return answer(_body(page), version=page.version, status=status, location=where)


def _body(page: ReportPage) -> dict[str, Any]:
    return {
        "reference": page.reference,
        "version": page.version,
        "state": page.state,
        "entry": page.entry_reference or None,
        "return_reason": page.return_reason,
        "may": sorted(page.may),
        "content": written(page.content) if page.content else None,
    }


def _id(after: tuple[str, ...]) -> UUID | None:
    try:
        return UUID(after[0]) if after else None
    except ValueError:
        sentence = "Send a cursor from `next` exactly as it was given."
        raise Problem(
            Kinds.INVALID, "Correct the parameters named.", errors={"cursor": sentence}
        ) from None

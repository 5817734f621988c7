"""What was decided, on what, and would it be decided so again?"""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer, page_asked, paged
from api.described import LIST, describe
from api.problems import Kinds, Problem
from api.v1.receipts import described
from api.v1.receipts.shown import line_as_json, receipt_as_json
from sharing.actions import receipt_looks


class Receipts(Call):
    """Every decision about sharing, newest first."""

    scope = "audit:read"

    @describe(
        operation="listReceipts",
        summary="List the decisions about your entries, and your own permitted checks",
        tag="receipts",
        answers=described.ReceiptListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request, parts=2)
        before = _before(page.after)
        call = calling(request, self)
        found = receipt_looks.list_receipts(
            before=before, limit=page.limit, by=call.user, at=call.at
        )
        more = found.more
        return paged(
            request,
            [line_as_json(line) for line in found.lines],
            after=(more.at.isoformat(), str(more.id)) if more else None,
        )


class Receipt(Call):
    """One decision, with what was known."""

    scope = "audit:read"

    @describe(
        operation="readReceipt",
        summary="Read one receipt, and the same decision made again from it",
        tag="receipts",
        answers=described.ReceiptSerializer,
    )
    def get(self, request: Request, receipt_id: UUID) -> HttpResponse:
        call = calling(request, self)
        found = receipt_looks.open_receipt(
            receipt_id=receipt_id, by=call.user, at=call.at
        )
        return answer(receipt_as_json(found))


def _before(after: tuple[str, ...]) -> tuple[datetime, UUID] | None:
    """Where the page before ended."""
    if not after:
        return None
    try:
        at, last = datetime.fromisoformat(after[0]), UUID(after[1])
    except ValueError:
        at, last = None, None
    if at is None or last is None or at.tzinfo is None:
        sentence = "Send a cursor from `next` exactly as it was given."
        raise Problem(
            Kinds.INVALID, "Correct the parameters named.", errors={"cursor": sentence}
        )
    return at, last

"""What was recalled, from either side, and what certificate was given of it?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.described import describe, describe_file
from api.files import attachment
from api.problems import Kinds
from api.shapes import written
from api.v1.recalls import described
from api.v1.recalls.views import recall_as_json
from documents.uploads import PDF
from sharing.actions import recall_looks
from sharing.queries.recalls import RecallLine, RecallPage


class OneRecall(Call):
    """One recall. Only its recipient is told what its own people had typed."""

    scope = "check"

    @describe(
        operation="readRecall",
        summary="Read one recall, and which of your checks were answered with it",
        tag="recalls",
        answers=described.OneRecallSerializer,
    )
    def get(self, request: Request, recall_id: UUID) -> HttpResponse:
        call = calling(request, self)
        found = recall_looks.open_recall(recall_id=recall_id, by=call.user, at=call.at)
        return answer(_page(found))


class Certificate(Call):
    """The certificate of an acknowledged recall, for either side."""

    scope = "check"

    @describe_file(
        operation="takeRecallCertificate",
        summary="Take the certificate away as a PDF, once it is acknowledged",
        tag="recalls",
        kinds=(Kinds.CONFLICT,),
    )
    def get(self, request: Request, recall_id: UUID) -> HttpResponse:
        call = calling(request, self)
        content = recall_looks.certify(recall_id=recall_id, by=call.user, at=call.at)
        return attachment(content, content_type=PDF, name="certificate.pdf")


class RaisedRecalls(Call):
    """What this organisation took back from others."""

    scope = "sharing:manage"

    @describe(
        operation="listRaisedRecalls",
        summary="List what this organisation took back, and who has answered",
        tag="recalls",
        answers=described.RaisedListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = recall_looks.list_recalls(by=call.user, at=call.at)
        return answer({"results": [raised_as_json(line) for line in found.raised]})


def raised_as_json(line: RecallLine) -> dict[str, Any]:
    suspended = line.suspended_at
    return recall_as_json(line) | {
        "recipient": line.recipient,
        "entry": line.entry,
        "overdue": line.overdue,
        "chased": line.chased,
        "suspended_at": suspended.isoformat() if suspended else None,
    }


def _page(page: RecallPage) -> dict[str, Any]:
    return raised_as_json(page.line) | {
        "mine": page.mine,
        "may_state": [choice.value for choice in page.choices],
        "lookups": [written(each) for each in page.lookups],
    }

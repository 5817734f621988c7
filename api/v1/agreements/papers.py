"""Which signed papers do both sides of an agreement hold, and how is one more filed?

A paper that goes with a step comes beside that step: the executed indemnity, the
certificate of cover, the evidence of an activity. Here is what was signed by hand.
"""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer
from api.described import CHANGING, IDEMPOTENCY_KEY, describe, describe_file
from api.files import attachment, only_file
from api.v1.agreements import described
from api.v1.agreements.shown import paper_as_json
from documents.uploads import KEPT_AS
from sharing import queries
from sharing.actions import papers
from sharing.queries.versions import PaperLine


class Papers(Call):
    """Every paper of one agreement, and the signed agreement as a PDF."""

    scope = "sharing:manage"

    @describe(
        operation="listPapers",
        summary="List the papers that both sides of an agreement hold, newest first",
        tag="sharing",
        answers=described.PaperListSerializer,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        found = _held(calling(request, self), agreement_id)
        return answer({"results": [paper_as_json(each) for each in found]})

    @describe(
        operation="fileSignedAgreement",
        summary="File a PDF of the agreement that was signed by hand",
        tag="sharing",
        takes=described.SIGNED_PAPER,
        answers=described.PaperSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self, body=b"")
        given = only_file(request, "paper")
        made = call.sending(given.told).once(
            lambda: str(
                papers.file_signed(
                    agreement_id=agreement_id,
                    upload=given.file,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        [line] = [each for each in _held(call, agreement_id) if str(each.id) == made]
        return answer(
            paper_as_json(line), status=201, location=f"/api/v1/papers/{made}"
        )


class Paper(Call):
    """One paper as it was filed."""

    scope = "sharing:manage"

    @describe_file(
        operation="readPaper",
        summary="Take a paper away; that it was read is on record",
        tag="sharing",
        media=KEPT_AS,
    )
    def get(self, request: Request, paper_id: UUID) -> HttpResponse:
        call = calling(request, self)
        content, kept = papers.open_paper(paper_id=paper_id, by=call.user, at=call.at)
        return attachment(content, content_type=kept.content_type, name=kept.file_name)


def _held(call: Calling, agreement_id: UUID) -> Sequence[PaperLine]:
    """The papers of an agreement that this caller may read."""
    return queries.agreement_for(call.user, agreement_id, at=call.at).papers

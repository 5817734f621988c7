"""Which activities are attested under our agreements, and how is one more?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.problems import Kinds
from api.v1.agreements import described
from api.v1.agreements.bodies import read_attestation
from api.v1.agreements.shown import attestation_as_json
from sharing.actions.attestations import attest
from sharing.queries.attested import attestation_for, attestations_for


class Attestations(Call):
    """Both parties see theirs."""

    scope = "sharing:manage"

    @describe(
        operation="listAttestations",
        summary="List the activities attested under this organisation's agreements",
        tag="sharing",
        answers=described.AttestationListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        rows = [
            row
            for row in attestations_for(call.user, at=call.at)
            if not page.after or str(row[1].id) > page.after[0]
        ]
        shown = rows[: page.limit]
        after = (str(shown[-1][1].id),) if len(rows) > page.limit else None
        return paged(
            request,
            [{"agreement": str(of), **attestation_as_json(line)} for of, line in shown],
            after=after,
        )

    @describe(
        operation="attestActivity",
        summary="Say how one kind of work is done; the discloser approves it",
        tag="sharing",
        takes=described.AttestedSerializer,
        answers=described.AttestationSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        given = read_attestation(read_object(request))
        made = call.once(lambda: str(attest(**given, by=call.user, at=call.at).pk))
        return _answer(call, UUID(made))


def _answer(call: Calling, attestation_id: UUID) -> HttpResponse:
    of, line = attestation_for(call.user, attestation_id, at=call.at)
    return answer({"agreement": str(of), **attestation_as_json(line)}, status=201)

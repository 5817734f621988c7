"""Which activities are attested under our agreements, and how is one more?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, SIGNED, describe
from api.files import with_file
from api.problems import Kinds
from api.v1.agreements import described
from api.v1.agreements.bodies import read_attestation, read_reason
from api.v1.agreements.shown import attestation_as_json
from api.v1.agreements.views import agreement_answer
from sharing.actions.attestations import approve, attest, withdraw
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
        summary="Say how one kind of work is done, with a paper that shows it beside",
        tag="sharing",
        takes=described.ATTESTED,
        answers=described.AttestationSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        sent = with_file(request, "paper")
        call = calling(request, self, body=sent.told)
        given = read_attestation(sent.body)
        made = call.once(
            lambda: str(attest(**given, paper=sent.file, by=call.user, at=call.at).pk)
        )
        return _answer(call, UUID(made))


class ApproveAttestation(Call):
    """The discloser's sharing officer stands behind the evidence."""

    scope = "sharing:manage"

    @describe(
        operation="approveAttestation",
        summary="Accept the evidence for an activity; from now on it counts",
        tag="sharing",
        takes=None,
        answers=described.AttestationSerializer,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, attestation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        made = call.once(
            lambda: str(
                approve(attestation_id=attestation_id, by=call.user, at=call.at).pk
            )
        )
        return _answer(call, UUID(made), status=200)


class WithdrawAttestation(Call):
    """Either side says that it no longer holds."""

    scope = "sharing:manage"

    @describe(
        operation="withdrawAttestation",
        summary="Say that an activity no longer holds; its answers stop at once",
        tag="sharing",
        takes=described.AgreementReasonSerializer,
        answers=described.AgreementSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, attestation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        reason = read_reason(read_object(request))
        of = call.once(
            lambda: str(
                withdraw(
                    attestation_id=attestation_id,
                    reason=reason,
                    by=call.user,
                    at=call.at,
                ).agreement_id
            )
        )
        return agreement_answer(call, UUID(of))


def _answer(call: Calling, attestation_id: UUID, *, status: int = 201) -> HttpResponse:
    of, line = attestation_for(call.user, attestation_id, at=call.at)
    return answer({"agreement": str(of), **attestation_as_json(line)}, status=status)

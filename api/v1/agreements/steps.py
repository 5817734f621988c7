"""Which step of an agreement does a call take?

Whoever binds their organisation from a session must have proved lately who they are, as
on the page; a program was given its scope by an administrator and acts in the name of
the person who answers for it.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, prove_first
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.v1.agreements import described
from api.v1.agreements.bodies import read_indemnity, read_reason, read_signature
from api.v1.agreements.views import agreement_answer
from sharing.actions import agreements


class Step(Call):
    """A step that leaves the agreement as its answer."""

    scope = "sharing:manage"
    binds = False

    def take(
        self, request: Request, agreement_id: UUID, act: Callable[[Calling], object]
    ) -> HttpResponse:
        call = calling(request, self)
        if self.binds:
            prove_first(request, call)
        call.once(lambda: str(act(call) and agreement_id))
        return agreement_answer(call, agreement_id)


def taking(
    operation: str, summary: str, takes: type
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Describe a step: they differ in what they take alone."""
    return describe(
        operation=operation,
        summary=summary,
        tag="sharing",
        takes=takes,
        answers=described.AgreementSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )


class Offer(Step):
    """The discloser signs."""

    binds = True

    @taking("offerAgreement", "Sign and offer", described.SignatureSerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        body = read_object(request)
        return self.take(
            request,
            agreement_id,
            lambda call: agreements.offer(
                agreement_id=agreement_id,
                signatory=read_signature(body, name=call.user.full_name),
                by=call.user,
                at=call.at,
            ),
        )


class Accept(Step):
    """The recipient signs."""

    binds = True

    @taking("acceptAgreement", "Sign what was offered", described.SignatureSerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        body = read_object(request)
        return self.take(
            request,
            agreement_id,
            lambda call: agreements.accept(
                agreement_id=agreement_id,
                signatory=read_signature(body, name=call.user.full_name),
                by=call.user,
                at=call.at,
            ),
        )


class Indemnity(Step):
    """The recipient gives the indemnity."""

    binds = True

    @taking("indemnify", "Give the indemnity", described.GivenIndemnitySerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        body = read_object(request)

        def give(call: Calling) -> object:
            terms, signatory = read_indemnity(body, name=call.user.full_name)
            return agreements.indemnify(
                agreement_id=agreement_id,
                terms=terms,
                signatory=signatory,
                by=call.user,
                at=call.at,
            )

        return self.take(request, agreement_id, give)


class WithReason(Step):
    """A step that takes a reason and nothing else."""

    def because(
        self, request: Request, agreement_id: UUID, act: Callable[..., object]
    ) -> HttpResponse:
        body = read_object(request)
        return self.take(
            request,
            agreement_id,
            lambda call: act(
                agreement_id=agreement_id,
                reason=read_reason(body),
                by=call.user,
                at=call.at,
            ),
        )


class PutInForce(WithReason):
    """The sharing officer alone."""

    binds = True

    @taking("putInForce", "Put in force", described.AgreementReasonSerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return self.because(request, agreement_id, agreements.put_in_force)


class Suspend(WithReason):
    """Either side: stopping is never slowed."""

    @taking("suspendAgreement", "Suspend now", described.AgreementReasonSerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return self.because(request, agreement_id, agreements.suspend)


class Terminate(WithReason):
    """Either side ends it; what was released is recalled."""

    @taking("terminateAgreement", "End it", described.AgreementReasonSerializer)
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        return self.because(request, agreement_id, agreements.terminate)
